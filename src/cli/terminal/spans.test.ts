import { describe, expect, it } from 'vitest'
import { flowSpans, renderSpans } from './spans.ts'

describe('renderSpans', () => {
  const line = [{ text: 'Load  ' }, { text: '8.10 kW  ', role: 'consumption' as const }]

  it('is plain without colour and ends without blanks', () => {
    expect(renderSpans(line, { columns: 80, color: false })).toBe('Load  8.10 kW')
  })

  it('colours the text, not the blanks behind it', () => {
    expect(renderSpans(line, { columns: 80, color: true })).toBe('Load  \u001b[38;5;68m8.10 kW\u001b[0m')
  })

  it('cuts what does not fit before any code is added', () => {
    expect(renderSpans(line, { columns: 9, color: true })).toBe('Load  \u001b[38;5;68m8.…\u001b[0m')
    expect(renderSpans(line, { columns: 3, color: true })).toBe('Lo…')
  })
})

describe('flowSpans', () => {
  it('breaks between groups only', () => {
    const groups = [[{ text: 'one' }], [{ text: 'two' }, { text: '!' }], [{ text: 'three' }]]
    const lines = flowSpans(groups, 10, 2).map((line) => line.map(({ text }) => text).join(''))
    expect(lines).toEqual(['one  two!', 'three'])
  })
})
