/** @module Every route of the HTTP interface, in the order of its documentation. */

import type { Route } from './route.ts'
import { statusRoute } from './routes/status.ts'

export const ROUTES: readonly Route[] = [statusRoute]
