/** @module Where the reader is: a page, what of it, and its filters, all in the address behind `#`. */

import { Store, useStore } from './store.ts'

export interface Place {
  /** `['meters', 'AMI_METER_UTCC_001']`; empty for the overview. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

const place = new Store<Place>(placeIn(location.hash))
window.addEventListener('hashchange', () => place.set(placeIn(location.hash)))

export function placeIn(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** @param query - entries that are empty are left out */
export function addressOf(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const text = given.toString()
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`
}

export function usePlace(): Place {
  return useStore(place, (value) => value)
}

export function goTo(address: string): void {
  location.hash = address
}

/** Changes filters without a step of its own in the browser's history. */
export function refine(query: Readonly<Record<string, string>>): void {
  const { path } = place.value
  const all = { ...Object.fromEntries(place.value.query), ...query }
  history.replaceState(null, '', addressOf(path, all))
  place.set(placeIn(location.hash))
}
