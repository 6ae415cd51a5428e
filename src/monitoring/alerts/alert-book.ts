/**
 * @module Which alerts are open: at most one for each rule and subject, raised when something was wrong for long enough and
 * over when it was right for long enough.
 */

import type { Alert, AlertChange, AlertRule, Finding } from './alert.ts'
import { RULE_DEFINITIONS } from './alert-rules.ts'

/** `between` is not wrong enough to raise an alert, nor right enough to end it. */
export type Verdict = 'wrong' | 'between' | 'right'

/** When something was judged: by the clock that holds are measured with, and by the time of the campus [ms]. */
export interface Moment {
  readonly heldMs: number
  readonly campusMs: number
}

/** Something that is wrong and not told yet, or told and perhaps over. */
export interface HeldState {
  readonly rule: AlertRule
  readonly subject: string
  /** Since when it is wrong. */
  readonly since: Moment
  /** Null while it may pass by itself. */
  readonly alert: Alert | null
  /** Since when it is right again; null while it is not. */
  readonly rightSince: Moment | null
}

export class AlertBook {
  readonly #intervalMs: number
  /** Of everything that is not right. */
  readonly #states = new Map<string, HeldState>()
  #changes: AlertChange[] = []

  constructor(intervalMs: number, states: readonly HeldState[] = []) {
    this.#intervalMs = intervalMs
    for (const state of states) this.#states.set(keyOf(state.rule, state.subject), state)
  }

  /** What there is to remember; plain data. */
  get states(): HeldState[] {
    return [...this.#states.values()]
  }

  get open(): Alert[] {
    return this.states.flatMap(({ alert }) => alert ?? [])
  }

  /** What has changed since the last call. */
  takeChanges(): readonly AlertChange[] {
    const changes = this.#changes
    this.#changes = []
    return changes
  }

  /**
   * Says how a subject stands by a rule.
   *
   * @param since - when that began, where it was found later
   * @param finding - asked for when an alert is raised
   */
  judge(
    rule: AlertRule,
    subject: string,
    verdict: Verdict,
    at: Moment,
    finding: (since: Moment) => Finding,
    since: Moment = at,
  ): void {
    const state = this.#states.get(keyOf(rule, subject))
    // Most are right and have been so.
    if (state === undefined && verdict !== 'wrong') return
    if (state === undefined) this.#wrong({ rule, subject, since, alert: null, rightSince: null }, at, finding)
    else if (verdict === 'wrong') this.#wrong({ ...state, rightSince: null }, at, finding)
    else if (state.alert === null) this.#states.delete(keyOf(rule, subject))
    else if (verdict === 'between') this.#keep({ ...state, rightSince: null })
    else this.#right(state, state.alert, at, since)
  }

  /** Takes an alert over as it was recorded, or that it was over. */
  restore({ alert, foundMs, endMs }: AlertChange): void {
    const { rule, subject, startMs } = alert
    const since = { heldMs: foundMs, campusMs: startMs }
    if (endMs === null) this.#keep({ rule, subject, since, alert, rightSince: null })
    else this.#states.delete(keyOf(rule, subject))
  }

  /** Ends what is told of subjects that are not there any more. */
  endOthers(rule: AlertRule, subjects: ReadonlySet<string>, at: Moment): void {
    for (const state of this.states) {
      if (state.rule !== rule || subjects.has(state.subject)) continue
      if (state.alert === null) this.#states.delete(keyOf(rule, state.subject))
      else this.#end(state.alert, at, at)
    }
  }

  #wrong(state: HeldState, at: Moment, finding: (since: Moment) => Finding): void {
    const { rule, subject, since } = state
    const { holdMs, severity } = RULE_DEFINITIONS[rule]
    if (state.alert !== null || at.heldMs - since.heldMs < holdMs(this.#intervalMs)) {
      this.#keep(state)
      return
    }
    const alert: Alert = { rule, subject, startMs: since.campusMs, severity, ...finding(since) }
    this.#keep({ ...state, alert })
    this.#changes.push({ alert, foundMs: Math.max(at.campusMs, alert.startMs), endMs: null })
  }

  #right(state: HeldState, alert: Alert, at: Moment, since: Moment): void {
    const rightSince = state.rightSince ?? since
    if (at.heldMs - rightSince.heldMs < RULE_DEFINITIONS[state.rule].clearMs) this.#keep({ ...state, rightSince })
    else this.#end(alert, rightSince, at)
  }

  #end(alert: Alert, end: Moment, at: Moment): void {
    this.#states.delete(keyOf(alert.rule, alert.subject))
    // A clock that was set back must not have it end before it began.
    const endMs = Math.max(end.campusMs, alert.startMs)
    this.#changes.push({ alert, foundMs: Math.max(at.campusMs, endMs), endMs })
  }

  #keep(state: HeldState): void {
    this.#states.set(keyOf(state.rule, state.subject), state)
  }
}

function keyOf(rule: AlertRule, subject: string): string {
  return `${rule}:${subject}`
}
