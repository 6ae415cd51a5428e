/**
 * @module The schema of IEEE Std 2030.5-2018, where it is at hand.
 *
 * It is IEEE's copyright and no part of this project: `IEEE2030_5_XSD` names the file, otherwise it is looked for beside
 * the project. Tests that need it are skipped without it.
 */

import { existsSync, readFileSync } from 'node:fs'

const PATH = process.env.IEEE2030_5_XSD ?? '../shared/ieee2030_5/sep.xsd'

/** The text of the schema; undefined when it is not at hand. */
export const STANDARD_SCHEMA = existsSync(PATH) ? readFileSync(PATH, 'utf8') : undefined

/** What a skipped test is called. */
export const NEEDS_SCHEMA = STANDARD_SCHEMA === undefined ? ` (skipped: no schema at ${PATH}, set IEEE2030_5_XSD)` : ''
