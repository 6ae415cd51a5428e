/** @module The meters: all of them in a list, or one. */

import type { VNode } from 'preact'
import { usePlace } from '../../state/place.ts'
import { MeterList } from './meter-list.tsx'
import { MeterPage } from './meter-page.tsx'

export function MetersPage(): VNode {
  const { path } = usePlace()
  const id = path[1]
  return id === undefined ? <MeterList /> : <MeterPage key={id} id={id} />
}
