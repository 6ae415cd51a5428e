/** @module Carries out what operators ask of a live run, and writes each of it down with who it was. */

import type { Asker, ControlAnswer, PaceChange, RunDeed, ToldCommands } from '../api/run-control.ts'
import { formatProblem } from '../errors/problem.ts'
import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import { OperationError } from '../ieee2030_5/utility/operation.ts'
import { ActionJournal } from '../journal/action-journal.ts'
import type { ControlAction } from '../journal/control-action.ts'
import type { LivePace } from '../run/live-pace.ts'
import type { PendingCommands } from '../run/pending-commands.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import { checkCommand } from '../simulation/commands/check-command.ts'
import { utcText } from '../time/utc-text.ts'

export interface ControlDeskOptions {
  readonly inputs: RunInputs
  readonly commands: PendingCommands
  /** [ms since 1970 UTC] */
  readonly wallMs: () => number
  /** [ms since 1970 UTC]; not finite before the run has told it. */
  readonly simulatedMs: () => number
  /** Has the utility server do something; null where there is none. */
  readonly operate: (request: OperationRequest) => Promise<unknown> | null
  /** The pace was changed. */
  readonly onPace: (pace: LivePace) => void
  readonly onNotice: (text: string) => void
}

export class ControlDesk {
  readonly #options: ControlDeskOptions
  #pace: LivePace | null = null
  #journal: ActionJournal | null = null
  /** Done before the run had begun to write. */
  #early: ControlAction[] = []

  constructor(options: ControlDeskOptions) {
    this.#options = options
  }

  /** The run goes: nothing of an earlier one is deleted any more, and its pace can be changed. */
  async begin(pace: LivePace): Promise<void> {
    const journal = new ActionJournal(this.#options.inputs.settings.outputFile)
    this.#pace = pace
    this.#journal = journal
    const early = this.#early.splice(0)
    await Promise.all(early.map((action) => journal.append(action))).catch((error: unknown) => this.#tellFailure(error))
  }

  /** Resolves when it is done and written down. */
  async ask(asked: RunDeed): Promise<ControlAnswer> {
    const { by } = asked
    const atMs = this.#options.wallMs()
    const simulatedMs = this.#options.simulatedMs()
    const answer = await this.#carryOut(asked)
    if (by === null) return answer
    const action: ControlAction = {
      timestamp: utcText(atMs),
      simulated_time: Number.isFinite(simulatedMs) ? utcText(simulatedMs) : null,
      ...described(asked),
      origin: originOf(by),
      outcome: answer.kind,
      reason: answer.kind === 'done' ? null : answer.reason,
    }
    await this.#write(action)
    return answer
  }

  async close(): Promise<void> {
    await this.#journal?.close()
  }

  #carryOut(asked: RunDeed): Promise<ControlAnswer> | ControlAnswer {
    switch (asked.kind) {
      case 'pace':
        return this.#setPace(asked.change)
      case 'commands':
        return this.#tellMeters(asked.told)
      case 'operate':
        return this.#operate(asked.request)
    }
  }

  #setPace(change: PaceChange): ControlAnswer {
    const pace = this.#pace
    if (pace === null) return conflict('The simulation has not begun yet: try again when /health/ready says it is.')
    switch (change.kind) {
      case 'pause':
        pace.pause()
        break
      case 'resume':
        pace.resume()
        break
      case 'step':
        if (!pace.isPaused) return conflict('The simulation goes: pause it before it is stepped.')
        pace.step(change.ticks)
        break
      case 'speed':
        pace.setSpeed(change.speed)
        break
    }
    this.#options.onPace(pace)
    return { kind: 'done', output: { paused: pace.isPaused, speed: pace.speed } }
  }

  #tellMeters({ commands, fromMs }: ToldCommands): ControlAnswer {
    const { inputs, commands: queue } = this.#options
    for (const { command } of commands) {
      const fault = checkCommand(command, inputs.fleet)
      if (fault !== null) return { kind: 'refused', fault: 'value', field: fault.key, reason: formatProblem(fault) }
    }
    const areTaken = fromMs === null ? queue.give(commands) : queue.plan(commands, fromMs)
    return areTaken ? { kind: 'done' } : { kind: 'refused', reason: 'Too many commands wait.' }
  }

  async #operate(request: OperationRequest): Promise<ControlAnswer> {
    try {
      const operated = this.#options.operate(request)
      return operated === null ? { kind: 'refused', reason: NO_UTILITY } : { kind: 'done', output: await operated }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const { fault, field } = error instanceof OperationError ? error : { fault: null, field: '' }
      return { kind: 'refused', fault, field, reason }
    }
  }

  /** What was done stays done where it cannot be written down, and that is told. */
  async #write(action: ControlAction): Promise<void> {
    if (this.#journal === null) {
      this.#early.push(action)
      return
    }
    await this.#journal.append(action).catch((error: unknown) => this.#tellFailure(error))
  }

  #tellFailure(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.#options.onNotice(`A control action could not be written down: ${reason}`)
  }
}

function conflict(reason: string): ControlAnswer {
  return { kind: 'refused', fault: 'conflict', reason }
}

function originOf({ source, address }: Asker): ControlAction['origin'] {
  return { source, address }
}

/** What was asked for, in the words of the interface. */
function described(asked: RunDeed): Pick<ControlAction, 'action' | 'request'> {
  switch (asked.kind) {
    case 'pace': {
      const { kind, ...request } = asked.change
      return { action: kind, request }
    }
    case 'commands':
      return { action: asked.told.action, request: { ...asked.told.asked } }
    case 'operate': {
      const { name, input } = asked.request
      return { action: 'utility_operation', request: { name, input } }
    }
  }
}

const NO_UTILITY =
  'There is no utility server in this run: make its certificates with the command certificates, and start anew.'
