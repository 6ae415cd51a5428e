/** @module The token with which the simulator is asked, kept until the browser's tab is closed. */

import { Store } from '../state/store.ts'

const KEY = 'api-token'

export const accessToken = new Store<string | null>(sessionStorage.getItem(KEY))

export function keepToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, token)
  accessToken.set(token)
}

export function authorization(): Record<string, string> {
  return accessToken.value === null ? {} : { authorization: `Bearer ${accessToken.value}` }
}
