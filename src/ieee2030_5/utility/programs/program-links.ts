/** @module Links to the programs of a device. */

import type { ListLink } from '../../model/resource.ts'
import type { Device } from '../device.ts'
import type { Exchange } from '../function-set.ts'
import { PROGRAM_ROOTS, type ProgramKind, programsFor } from './program.ts'

/** The link to a list of programs, by its element's name; none for who is not registered. */
export function programListLink<Name extends string>(
  { state, caller }: Exchange,
  kind: ProgramKind,
  name: Name,
  device: Device | null = caller.device,
): Partial<Record<Name, ListLink>> {
  if (device === null) return {}
  const link: ListLink = { href: PROGRAM_ROOTS[kind], all: programsFor(state, kind, device).length }
  return { [name]: link } as Partial<Record<Name, ListLink>>
}
