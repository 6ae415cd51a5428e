/** @module How much of what meters take and give changes hands among them. */

import { share } from './share.ts'

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

/** What part of the meters' exchange with the network stayed among them. */
export function localShares({ imported, exported, traded, tradable }: TradeSums): LocalShares {
  return {
    ofImports: share(traded, imported),
    ofExports: share(traded, exported),
    ofTradable: share(traded, tradable),
  }
}
