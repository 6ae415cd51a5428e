/** @module Commands a service needs; what is missing is installed where that is allowed. */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const APT = '/usr/bin/apt-get'
const INSTALL_TIMEOUT_MS = 600_000

/** Makes sure a command can be run, by Debian's package where this is a Debian and we are its administrator. */
export function requireCommand(command: string, debianPackage: string): void {
  if (isOnPath(command)) return
  if (process.getuid?.() === 0 && existsSync(APT)) {
    const install = ['install', '-y', '--no-install-recommends', debianPackage]
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [install, ['update'], install]) {
      spawnSync(APT, args, { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS, env: environment })
      if (isOnPath(command)) return
    }
  }
  throw new Error(`${command} is missing and cannot be installed here: install it (Debian: ${debianPackage})`)
}

function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}
