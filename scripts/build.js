/** @module `npm run build`: installs what is missing and compiles src/ into dist/, when anything changed. */

import { requireNode } from './node-version.js'
import { prepare } from './prepare.js'

requireNode()
if (!prepare()) process.exitCode = 1
