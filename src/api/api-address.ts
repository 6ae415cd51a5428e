/** @module Where a run of certain settings is asked, by those on the same machine. */

import type { Settings } from '../config/settings.ts'

/** With a slash at its end. */
export function apiAddress({ apiHost, apiPort }: Pick<Settings, 'apiHost' | 'apiPort'>): URL {
  const host = apiHost === '0.0.0.0' ? '127.0.0.1' : apiHost === '::' ? '::1' : apiHost
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${apiPort}/`)
}
