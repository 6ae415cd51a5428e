/** @module What the owner of a run is told while it goes. */

import type { TimedCommand } from '../simulation/commands/command-record.ts'
import type { RunClock } from '../time/run-clock.ts'
import type { CampusSimulation } from './campus-simulation.ts'
import type { LivePace } from './live-pace.ts'
import type { RunMeasures } from './run-measures.ts'

/** Where a run stands; handed out after every tick. */
export interface RunProgress {
  readonly simulation: CampusSimulation
  /** The last tick of a batch; null for a live run. */
  readonly lastTick: number | null
  /** The tick this process began with. */
  readonly firstTick: number
  readonly state: 'replaying' | 'catching up' | 'live' | 'batch'
  readonly lateTicks: number
  readonly measures: Pick<RunMeasures, 'figures'>
}

/** What the owner of a run is told. */
export interface RunObserver {
  onTick(progress: RunProgress): void
  /** A live run is about to wait for its first reading [ms]. */
  onWaiting(delayMs: number): void
  /** Commands were carried out, of which each is durable; nothing is said of those that changed nothing. */
  onCommands?(commands: readonly TimedCommand[]): void
  /** Simulated time of a live run by the clock on the wall; told when it begins and whenever that clock is set. */
  onClock?(clock: RunClock): void
  /** A live run is paced from now on, and this is how its owner changes its pace. */
  onPace?(pace: LivePace): void
  /** Something worth a line in the log. */
  onNotice(text: string): void
}
