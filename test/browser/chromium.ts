/** @module The real browser: Debian's Chromium, without a window. */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { reasonToSkip } from '../services/obtainable.ts'
import { requireCommand } from '../services/system-package.ts'

const COMMAND = 'chromium'
/** As a service without a screen, and asking nobody for anything by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @returns why there is no browser here, or null */
export function reasonWithoutBrowser(): string | null {
  return reasonToSkip('Chromium', () => requireCommand(COMMAND, 'chromium'))
}

export function launchBrowser(): Promise<Browser> {
  const paths = (process.env.PATH ?? '').split(':').map((folder) => `${folder}/${COMMAND}`)
  const executablePath = paths.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('There is no Chromium on the path')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}
