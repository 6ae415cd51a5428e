/** @module Makes the template of the embedded store, in a process of its own: `node store-template.js MODULE FILE`. */

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [module, file] = process.argv.slice(2)
const { makeTemplate } = await import(pathToFileURL(module).href)
writeFileSync(file, await makeTemplate())
