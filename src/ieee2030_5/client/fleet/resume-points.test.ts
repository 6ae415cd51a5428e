import { describe, expect, it } from 'vitest'
import { STREAM_BEGIN } from '../../../journal/record-stream.ts'
import { ResumePoints } from './resume-points.ts'

const QUARTER_MS = 900_000
const place = (offset: number) => ({ segment: 'a', offset, records: offset })

describe('resume points', () => {
  it('are where reading began until something was posted', () => {
    const points = new ResumePoints(STREAM_BEGIN)
    points.reached(QUARTER_MS, place(1))
    expect(points.before(null)).toEqual(STREAM_BEGIN)
    expect(points.before(QUARTER_MS - 1)).toEqual(STREAM_BEGIN)
  })

  it('are the last at or before what is needed', () => {
    const points = new ResumePoints(STREAM_BEGIN)
    for (let tick = 1; tick <= 8; tick++) points.reached((tick * QUARTER_MS) / 2, place(tick))
    expect(points.before(2 * QUARTER_MS)).toEqual(place(4))
    expect(points.before(2.5 * QUARTER_MS)).toEqual(place(4))
    expect(points.before(3 * QUARTER_MS)).toEqual(place(6))
  })
})
