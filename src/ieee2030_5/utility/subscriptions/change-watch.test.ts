import { beforeEach, expect, it } from 'vitest'
import { READINGS } from '../metering/reading-entry.ts'
import { createProgram, programServer } from '../programs.fixture.ts'
import type { TestUtility } from '../utility.fixture.ts'
import { ChangeWatch } from './change-watch.ts'

let server: TestUtility
let watch: ChangeWatch
const look = (): boolean => watch.look(server.now)

beforeEach(() => {
  server = programServer()
  watch = new ChangeWatch(server.utility.state)
})

it('sees what an operator changes, once', () => {
  expect([look(), look()]).toEqual([true, false])
  createProgram(server, 'der')
  expect([look(), look()]).toEqual([true, false])
})

it('sees an event begin and end', () => {
  const program = createProgram(server, 'messaging', 'all', 1, { locale: 'en-GB' })
  const start = new Date(1000 * (server.now + 60)).toISOString()
  server.operate('messages.create', { program, text: 'Storm', start, durationSeconds: 60 })
  const seen = Array.from({ length: 140 }, () => {
    const isSeen = look()
    server.now++
    return isSeen
  })
  expect(seen.flatMap((isSeen, second) => (isSeen ? second : []))).toEqual([0, 60, 120])
})

it('sees nothing in readings, which nobody can subscribe to', () => {
  look()
  server.utility.state.at(READINGS).set('1', { series: '1' } as never)
  expect(look()).toBe(false)
})

it('looks again when the clock was set back', () => {
  look()
  server.now--
  expect(look()).toBe(true)
})
