/** @module How far a meter or a community lives on its own energy, and how much of it changed hands locally. */

import { share } from './share.ts'

/**
 * Sums over intervals, of one meter or of a community taken as one [mWh].
 *
 * The minima are taken in every interval before they are summed: a ratio of totals would let the sun at noon light the
 * lamps at night.
 */
export interface EnergySums {
  readonly generated: number
  readonly consumed: number
  /** Σ of what was generated and used, in each interval at most min(generated, consumed + charged). */
  readonly selfConsumed: number
  /** Σ of what was consumed from own energy, in each interval at most min(consumed, generated + discharged). */
  readonly selfSupplied: number
}

/** Sums over slots of what meters took, gave and traded [mWh]. */
export interface TradeSums {
  readonly imported: number
  readonly exported: number
  readonly traded: number
  /** Σ over slots of min(Σ imported, Σ exported): what the meters could have covered among themselves. */
  readonly tradable: number
}

export interface LocalShares {
  /** Share of the meters' imports that came from other meters. */
  readonly ofImports: number | null
  /** Share of the meters' exports that went to other meters. */
  readonly ofExports: number | null
  /** Share of what could have been traded; what is missing to 1 met a matching wish and was lost to the grid. */
  readonly ofTradable: number | null
}

/**
 * Σ self-consumed / Σ generated.
 *
 * @returns 0 to 1, null without generation
 * @see Luthander, Widén, Nilsson, Palm, 2015, "Photovoltaic self-consumption in buildings: A review", Applied Energy
 *   142, 80–94, doi:10.1016/j.apenergy.2014.12.028
 */
export function selfConsumption({ selfConsumed, generated }: EnergySums): number | null {
  return share(selfConsumed, generated)
}

/**
 * Σ self-supplied / Σ consumed.
 *
 * @returns 0 to 1, null without consumption
 * @see Luthander et al., 2015
 */
export function selfSufficiency({ selfSupplied, consumed }: EnergySums): number | null {
  return share(selfSupplied, consumed)
}

/** What part of the meters' exchange with the network stayed among them. */
export function localShares({ imported, exported, traded, tradable }: TradeSums): LocalShares {
  return {
    ofImports: share(traded, imported),
    ofExports: share(traded, exported),
    ofTradable: share(traded, tradable),
  }
}
