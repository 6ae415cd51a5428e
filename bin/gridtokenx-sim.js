#!/usr/bin/env node
/** @module Launcher: checks Node.js, then hands the arguments to the compiled program. */

import { existsSync } from 'node:fs'
import { requireNode } from '../scripts/node-version.js'

requireNode()

const program = new URL('../dist/cli/main.js', import.meta.url)
if (existsSync(program)) {
  const { main } = await import(program.href)
  process.exitCode = await main(process.argv.slice(2))
} else {
  console.error('The program is not built yet: run "npm run build" in the checkout, or "npm start" to build and run.')
  process.exitCode = 1
}
