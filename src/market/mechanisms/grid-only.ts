/** @module Grid only: nobody trades, the baseline every market is compared with. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { createMatches } from '../matches.ts'

export const gridOnly: ClearingMechanism = {
  name: 'grid-only',
  clear: () => ({ matches: createMatches(1), price: null }),
}
