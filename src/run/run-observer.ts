/** @module What the owner of a run is told while it goes. */

import type { CampusSimulation } from './campus-simulation.ts'

/** Where a run stands; handed out after every tick. */
export interface RunProgress {
  readonly simulation: CampusSimulation
  /** The last tick of a batch; null for a live run. */
  readonly lastTick: number | null
  /** The tick this process began with. */
  readonly firstTick: number
  readonly state: 'replaying' | 'catching up' | 'live' | 'batch'
  readonly lateTicks: number
}

/** What the owner of a run is told. */
export interface RunObserver {
  onTick(progress: RunProgress): void
  /** A live run is about to wait for its first reading [ms]. */
  onWaiting(delayMs: number): void
  /** Something worth a line in the log. */
  onNotice(text: string): void
}
