import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALERT_RULES, type AlertChange, alertId } from './alert.ts'
import { AlertBook, type Verdict } from './alert-book.ts'
import { RULE_DEFINITIONS } from './alert-rules.ts'

const INTERVAL_MS = 60_000
const finding = () => ({ message: 'it is wrong', value: 1, limit: 0, unit: '' })

const judgements = fc.array(
  fc.record({
    rule: fc.constantFrom(...ALERT_RULES),
    subject: fc.constantFrom('a', 'b'),
    verdict: fc.constantFrom<Verdict>('wrong', 'between', 'right'),
    laterMs: fc.integer({ min: 1, max: 400_000 }),
  }),
  { maxLength: 200 },
)

type Judgement = typeof judgements extends fc.Arbitrary<(infer One)[]> ? One : never

function judgeAll(book: AlertBook, all: readonly Judgement[], fromMs = 0): number {
  let ms = fromMs
  for (const { rule, subject, verdict, laterMs } of all) {
    ms += laterMs
    book.judge(rule, subject, verdict, { heldMs: ms, campusMs: ms }, finding)
  }
  return ms
}

describe('whatever is judged', () => {
  it('one alert at most is open for a rule and subject, every end has its start, and ids differ', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const book = new AlertBook(INTERVAL_MS)
        judgeAll(book, all)
        const open = new Map<string, AlertChange>()
        const ids = new Set<string>()
        for (const change of book.takeChanges()) {
          const key = `${change.alert.rule} ${change.alert.subject}`
          const id = alertId(change.alert)
          if (change.endMs === null) {
            expect(open.has(key)).toBe(false)
            expect(ids.has(id)).toBe(false)
            ids.add(id)
            open.set(key, change)
          } else {
            expect(open.get(key)?.alert).toEqual(change.alert)
            expect(change.endMs).toBeGreaterThanOrEqual(change.alert.startMs)
            open.delete(key)
          }
          expect(change.foundMs).toBeGreaterThanOrEqual(change.endMs ?? change.alert.startMs)
        }
        expect(book.open.map(alertId).sort()).toEqual([...open.values()].map(({ alert }) => alertId(alert)).sort())
      }),
    )
  })

  it('a rule waits as long as it says', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const book = new AlertBook(INTERVAL_MS)
        judgeAll(book, all)
        for (const { alert, foundMs, endMs } of book.takeChanges()) {
          const { holdMs, clearMs } = RULE_DEFINITIONS[alert.rule]
          if (endMs === null) expect(foundMs - alert.startMs).toBeGreaterThanOrEqual(holdMs(INTERVAL_MS))
          else expect(foundMs - endMs).toBeGreaterThanOrEqual(clearMs)
        }
      }),
    )
  })

  it('a book that is put down and taken up again finds the same', () => {
    fc.assert(
      fc.property(judgements, judgements, (before, after) => {
        const whole = new AlertBook(INTERVAL_MS)
        const first = new AlertBook(INTERVAL_MS)
        const ms = judgeAll(first, before)
        const second = new AlertBook(INTERVAL_MS, first.states)
        judgeAll(second, after, ms)
        judgeAll(whole, [...before, ...after])
        expect([...first.takeChanges(), ...second.takeChanges()]).toEqual(whole.takeChanges())
        expect(second.states).toEqual(whole.states)
      }),
    )
  })

  it('where all is right nothing is kept', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const book = new AlertBook(INTERVAL_MS)
        const right = all.map((one) => ({ ...one, verdict: 'right' as const, laterMs: 400_000 }))
        const ms = judgeAll(book, all)
        judgeAll(book, [...right, ...right], ms)
        const judged = new Set(all.map(({ rule, subject }) => `${rule} ${subject}`))
        const kept = book.states.filter(({ rule, subject }) => judged.has(`${rule} ${subject}`))
        expect(kept).toEqual([])
      }),
    )
  })
})

it('an end before the start, by a clock that was set back, is at the start', () => {
  const book = new AlertBook(INTERVAL_MS)
  book.judge('disk_low', 'a', 'wrong', { heldMs: 1, campusMs: 1000 }, finding)
  book.judge('disk_low', 'a', 'right', { heldMs: 2, campusMs: 500 }, finding)
  expect(book.takeChanges().map(({ foundMs, endMs }) => [foundMs, endMs])).toEqual([
    [1000, null],
    [1000, 1000],
  ])
})
