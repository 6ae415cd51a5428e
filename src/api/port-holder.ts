/** @module Which process listens on a port, as far as Linux tells; elsewhere nobody knows. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** State of a socket that listens (TCP_LISTEN, include/net/tcp_states.h). */
const LISTENS = '0A'

/** @returns null when it cannot be known, such as that of another user */
export function portHolder(port: number): number | null {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(table, port)))
  if (sockets.size === 0) return null
  for (const name of listed('/proc')) {
    if (/^\d+$/.test(name) && listed(`/proc/${name}/fd`).some((fd) => sockets.has(linkOf(`/proc/${name}/fd/${fd}`)))) {
      return Number(name)
    }
  }
  return null
}

/** Sockets of a table that listen on a port, as their file descriptors are linked. */
function listeningSockets(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return readText(table)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === LISTENS && local?.endsWith(`:${hexPort}`) === true)
    .map((columns) => `socket:[${columns[9]}]`)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
