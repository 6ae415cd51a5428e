/** @module What people are told when the address of the HTTP interface cannot be had. */

import type { SettingOrigins } from '../config/effective-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { portHolder } from './port-holder.ts'

/** The system's error. */
export interface AddressFailure {
  /** Such as EADDRINUSE. */
  readonly code: string
  readonly message: string
}

/**
 * @param origin - where the address was set
 * @param orElse - what can be done instead of choosing another port
 */
export function addressRefusal(
  { code, message }: AddressFailure,
  { host, port }: { readonly host: string; readonly port: number },
  origin: { readonly host: SettingOrigins['apiHost']; readonly port: SettingOrigins['apiPort'] },
  orElse: string,
): UsageError {
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const pid = code === 'EADDRINUSE' ? portHolder(port) : null
    const why = code === 'EACCES' ? 'It is reserved for the system' : `It is taken by ${holderName(pid)}`
    const fix = `${why}: choose another port, or ${orElse}. Nothing was changed`
    return new UsageError([{ ...origin.port, expected: `a port of ${host} that is free`, fix }])
  }
  return new UsageError([
    { ...origin.host, expected: 'an address of this machine', fix: `${message}. Nothing was changed` },
  ])
}

function holderName(pid: number | null): string {
  return pid === null ? 'another program' : `process ${pid}`
}
