/** @module Programs: what groups events of one kind, concerns some devices, and is more or less important. */

import { mridFactory } from '../../model/mrid.ts'
import type { Device } from '../device.ts'
import type { OperationContext } from '../operation.ts'
import { type CollectionKey, nextNumber, type UtilityState } from '../utility-state.ts'
import { type Assignment, concerns } from './assignment.ts'

export const PROGRAM_KINDS = ['der', 'demand_response', 'pricing', 'messaging'] as const
export type ProgramKind = (typeof PROGRAM_KINDS)[number]

export interface Program {
  readonly kind: ProgramKind
  /** Its address, which it is known by: `/derp/1`. */
  readonly href: string
  readonly mrid: string
  readonly description: string
  /** Counted up with every change. */
  readonly version: number
  /** 0 to 255, lower is more important. */
  readonly primacy: number
  readonly assignment: Assignment
  /** Language of its messages; empty where there are none. */
  readonly locale: string
}

/** By address. */
export const PROGRAMS: CollectionKey<Program> = { name: 'programs', groupOf: ({ kind }) => kind }

/** Where the programs of a kind are. */
export const PROGRAM_ROOTS: Readonly<Record<ProgramKind, string>> = {
  der: '/derp',
  demand_response: '/dr',
  pricing: '/tp',
  messaging: '/msg',
}

export type NewProgram = Omit<Program, 'href' | 'mrid' | 'version'>

export function addProgram({ state, settings, now }: OperationContext, fields: NewProgram): Program {
  const root = PROGRAM_ROOTS[fields.kind]
  const href = `${root}/${nextNumber(state, root)}`
  // With the time, so that a server that has lost its state never reuses what its clients remember.
  const mrid = mridFactory(settings.enterpriseNumber).create(settings.lfdi, href, String(now))
  const program = { ...fields, href, mrid, version: 0 }
  state.at(PROGRAMS).set(href, program)
  return program
}

/** The programs of a kind that concern a device, by importance: primacy ascending, then mRID descending. */
export function programsFor(state: UtilityState, kind: ProgramKind, device: Device): Program[] {
  return [...state.at(PROGRAMS).group(kind).values()]
    .filter(({ assignment }) => concerns(assignment, device))
    .sort(byImportance)
}

/** @see IEEE Std 2030.5-2018, orders of DERProgramList and DemandResponseProgramList */
function byImportance(a: Program, b: Program): number {
  return a.primacy - b.primacy || descending(a.mrid, b.mrid)
}

/** @see IEEE Std 2030.5-2018, orders of TariffProfileList and MessagingProgramList */
export function byMrid(a: { readonly mrid: string }, b: { readonly mrid: string }): number {
  return descending(a.mrid, b.mrid)
}

/** Texts of one length in upper-case hexadecimal digits compare by their characters. */
export function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0
}
