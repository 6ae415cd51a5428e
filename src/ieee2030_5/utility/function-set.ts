/** @module A function set: its resources, what leads to them, and what operators can do with it. */

import type { DeviceCapability, FunctionSetAssignments } from '../model/device-capability.ts'
import type { EndDevice, SelfDevice } from '../model/end-device.ts'
import type { ObjectType } from '../model/table.ts'
import type { AnyOf } from '../model/type-of.ts'
import type { Caller, Device } from './device.ts'
import type { ListQuery } from './list-query.ts'
import type { AnyOperation, OperationContext } from './operation.ts'
import type { Reply } from './reply.ts'
import type { UtilitySettings } from './utility-settings.ts'
import type { CollectionKey, UtilityState } from './utility-state.ts'

/** A request as the function sets see it. */
export interface Exchange {
  readonly state: UtilityState
  readonly settings: UtilitySettings
  /** Every function set that is offered: for links to them. */
  readonly functionSets: readonly FunctionSet[]
  readonly caller: Caller
  /** The path that was asked for, which is the href of what is there. */
  readonly path: string
  /** The path's parts that the route names. */
  readonly params: Readonly<Record<string, string>>
  readonly query: ListQuery
  /** The server's time [s since 1970 UTC]. */
  readonly now: number
  /**
   * The body, which has to be one of several documents.
   *
   * @throws DocumentError, which becomes a 400 or 413; Refusal when it is of a media type that is not taken
   */
  readonly body: <const Types extends readonly ObjectType[]>(types: Types) => AnyOf<Types>
}

/**
 * What a resource is to a caller. `own`: may do whatever the resource offers. `readable`: may read, is refused the rest
 * (403). `foreign`: somebody else's, not there when read (404) and refused when written (403). `hidden`: not there (404).
 */
export type Standing = 'own' | 'readable' | 'foreign' | 'hidden'

/** Who a resource is for: everybody with a trusted certificate, registered devices, or whom the function says. */
export type Audience = 'anyone' | 'registered' | ((exchange: Exchange) => Standing)

export type Handler = (exchange: Exchange) => Reply

/** A resource at a kind of address. A method without a handler is answered with 405 and those there are; HEAD is GET. */
export interface Route {
  /** As in `/edev/{device}/rg`: a name in braces stands for one part of the path. */
  readonly path: string
  readonly audience: Audience
  readonly get?: Handler
  readonly put?: Handler
  readonly post?: Handler
  readonly delete?: Handler
}

export interface FunctionSet {
  readonly routes: readonly Route[]
  /** Every collection it keeps, so that a state can be read back. */
  readonly collections: readonly CollectionKey<never>[]
  readonly operations?: readonly AnyOperation[]
  /** Links of the entry point for a caller; only to what is there. */
  capabilityLinks?(exchange: Exchange): Partial<DeviceCapability>
  /** Links of a device's entry, seen by a caller. */
  deviceLinks?(exchange: Exchange, device: Device): Partial<EndDevice>
  /** Links of the server's own entry. */
  selfLinks?(exchange: Exchange): Partial<SelfDevice>
  /** Links of a device's function set assignments. */
  assignmentLinks?(exchange: Exchange, device: Device): Partial<FunctionSetAssignments>
  /** A device was taken out of the registry: what belongs to it goes too. */
  forget?(state: UtilityState, device: Device): void
  /** Now and then: takes away what has expired. */
  tidy?(context: OperationContext): void
}
