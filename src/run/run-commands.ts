/** @module Hands a run its commands tick by tick: those it was given before, those of a file, and those given now. */

import type { Fleet } from '../campus/meter.ts'
import { formatProblem, RunError } from '../errors/problem.ts'
import { checkCommand } from '../simulation/commands/check-command.ts'
import type { Command, GivenCommand, RetireCertificate } from '../simulation/commands/command.ts'
import type { TimedCommand } from '../simulation/commands/command-record.ts'
import { timedCommands } from '../simulation/commands/commands-file.ts'
import { COMMON } from '../simulation/commands/control-state.ts'
import type { FleetControls } from '../simulation/commands/fleet-controls.ts'
import type { CampusSimulation } from './campus-simulation.ts'
import type { CommandJournal } from './command-journal.ts'
import type { CommandQueue } from './command-queue.ts'
import type { RunObserver } from './run-observer.ts'

export interface RunCommandsOptions {
  /** What the run was told before it was interrupted. */
  readonly recorded: readonly TimedCommand[]
  /** What a file tells it. */
  readonly file: readonly TimedCommand[]
  /** Null where nobody tells it anything while it goes. */
  readonly queue: CommandQueue | null
  readonly fleet: Fleet
  /** Told what was carried out from a tick on, and what of the queue was not since it could not be. */
  readonly observer: Pick<RunObserver, 'onCommands' | 'onNotice'>
}

/** The commands of one run. */
export class RunCommands {
  readonly #recorded: Map<number, TimedCommand[]>
  readonly #file: ReadonlyMap<number, readonly TimedCommand[]>
  readonly #queue: CommandQueue | null
  readonly #fleet: Fleet
  readonly #observer: RunCommandsOptions['observer']
  /** Whether there can be any. */
  readonly areExpected: boolean
  #retirements: RetireCertificate[] = []

  constructor({ recorded, file, queue, fleet, observer }: RunCommandsOptions) {
    this.#recorded = byTick(recorded)
    this.#file = byTick(file)
    this.#queue = queue
    this.#fleet = fleet
    this.#observer = observer
    this.areExpected = queue !== null || recorded.length > 0 || file.length > 0
  }

  /**
   * Whether a saved state follows from the commands recorded up to its tick.
   *
   * @throws RunError when it does not: they are no longer what the run was told
   */
  requireRecorded(tick: number, columns: ReadonlyMap<string, Uint8Array>): void {
    const common = columns.get('controls.common')
    const carriedOut = common === undefined ? 0 : new Float64Array(common.slice().buffer)[COMMON.commands]
    const recorded = [...this.#recorded].reduce((sum, [at, commands]) => sum + (at <= tick ? commands.length : 0), 0)
    if (carriedOut !== recorded) {
      throw new RunError(
        `The run was told ${carriedOut} commands up to its checkpoint, but ${recorded} are recorded: restore the file of commands, ` +
          'start over with --fresh, or give another --output.',
      )
    }
  }

  /** What the commands of the last tick they were carried out for ask of the ledger of certificates, in their order. */
  get retirements(): readonly RetireCertificate[] {
    return this.#retirements
  }

  /** Carries out what was recorded for the next tick; for ticks that are already written. */
  repeat({ controls, tick }: CampusSimulation): void {
    if (controls === null) return
    if (this.#retirements.length > 0) this.#retirements = []
    controls.beginTick(tick + 1)
    for (const { given } of this.#recorded.get(tick + 1) ?? []) this.#apply(given.command, controls, tick + 1)
  }

  /** Carries out everything there is for the next tick; a promise only while new commands are made durable. */
  next(simulation: CampusSimulation, journal: CommandJournal): Promise<void> | void {
    const planned = this.#planned(simulation)
    if (planned.length === 0) return this.#tell(simulation, journal)
    return journal.append(planned).then(() => {
      byTick(planned, this.#recorded)
      return this.#tell(simulation, journal)
    })
  }

  #tell(simulation: CampusSimulation, journal: CommandJournal): Promise<void> | void {
    this.repeat(simulation)
    const { controls, tick } = simulation
    const endMs = simulation.timeMs(tick + 1)
    const ofFile = this.#file.get(tick + 1) ?? []
    const ofQueue = (this.#queue?.take(endMs) ?? []).filter((given) => this.#isPossible(given))
    if (controls !== null && ofFile.length + ofQueue.length > 0) {
      const given = [...ofFile.map((timed) => timed.given), ...ofQueue]
      return this.#carryOut(given, controls, tick + 1, journal)
    }
  }

  /** What was given for later, by the ticks from which on it holds. */
  #planned(simulation: CampusSimulation): TimedCommand[] {
    const dated = (this.#queue?.takePlanned?.() ?? []).filter(({ given }) => this.#isPossible(given))
    const intervalSeconds = (simulation.timeMs(1) - simulation.timeMs(0)) / 1000
    const timed = simulation.controls === null ? [] : timedCommands(dated, simulation.startMs, intervalSeconds)
    return timed.map(({ tick, given }) => ({ tick: Math.max(tick, simulation.tick + 1), given }))
  }

  async #carryOut(
    given: readonly GivenCommand[],
    controls: FleetControls,
    tick: number,
    journal: CommandJournal,
  ): Promise<void> {
    const commands = lastOfEach(given)
      .filter(({ command }) => controls.changes(command))
      .map((last): TimedCommand => ({ tick, given: last }))
    if (commands.length === 0) return
    await journal.append(commands)
    for (const { given: done } of commands) this.#apply(done.command, controls, tick)
    this.#observer.onCommands?.(commands)
  }

  #apply(command: Command, controls: FleetControls, tick: number): void {
    controls.apply(command, tick)
    if (command.kind === 'retire_certificate') this.#retirements.push(command)
  }

  /** Whoever gives a command has checked it; what slipped through must not make the run one that cannot be read again. */
  #isPossible({ command, origin: { source, reference } }: GivenCommand): boolean {
    const problem = checkCommand(command, this.#fleet, `command of ${source} ${reference}`.trimEnd())
    if (problem !== null) this.#observer.onNotice(`Not carried out: ${formatProblem(problem)}`)
    return problem === null
  }
}

/** Adds commands to those of their ticks. */
function byTick(
  commands: readonly TimedCommand[],
  ticks: Map<number, TimedCommand[]> = new Map(),
): Map<number, TimedCommand[]> {
  for (const command of commands) {
    const others = ticks.get(command.tick)
    if (others === undefined) ticks.set(command.tick, [command])
    else others.push(command)
  }
  return ticks
}

/** Of several commands to the same at the same tick only the last shapes anything; of retirements, the first. */
function lastOfEach(given: readonly GivenCommand[]): GivenCommand[] {
  const last = new Map<string | Command, GivenCommand>()
  for (const each of given) {
    const key = subjectOf(each.command)
    last.delete(key)
    last.set(key, each)
  }
  return [...last.values()]
}

/** What a command replaces others of; itself where it replaces none. */
function subjectOf(command: Command): string | Command {
  if (command.kind === 'retire_certificate') return command
  if (command.kind === 'grid_prices') return command.kind
  const which = command.kind === 'fault' ? ` ${command.fault.kind}` : ''
  return `${command.kind} ${command.meterId}${which}`
}
