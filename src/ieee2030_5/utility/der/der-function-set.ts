/**
 * @module A device's distributed energy resource: what it can do, is set to, does and could do, which the device itself
 * writes.
 *
 * @see IEEE Std 2030.5-2018, 10.10 (distributed energy resources)
 */

import { type Der, der, derAvailability, derList } from '../../model/der.ts'
import { derCapability } from '../../model/der-capability.ts'
import { derSettings } from '../../model/der-settings.ts'
import { derStatus } from '../../model/der-status.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import type { ObjectType } from '../../model/table.ts'
import type { TypeOf } from '../../model/type-of.ts'
import { ofDevice } from '../access.ts'
import { currentProgram } from '../der-programs/current-program.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { programsFor } from '../programs/program.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, document } from '../reply.ts'
import type { CollectionKey } from '../utility-state.ts'
import { DER_AVAILABILITIES, DER_CAPABILITIES, DER_SETTINGS, DER_STATUSES } from './der-records.ts'

export const derFunctionSet: FunctionSet = {
  routes: [
    {
      path: '/edev/{device}/der',
      audience: ofDevice,
      get: (exchange) => {
        const page = pageOf([describe(exchange)], exchange.query)
        return document(derList, { ...listFields(exchange, page), pollRate: pollRateOf(exchange), DER: page.entries })
      },
    },
    { path: '/edev/{device}/der/1', audience: ofDevice, get: (exchange) => document(der, describe(exchange)) },
    recordRoute('dercap', derCapability, DER_CAPABILITIES, {}),
    recordRoute('derg', derSettings, DER_SETTINGS, { subscribable: SUBSCRIBABLE.unconditional }),
    recordRoute('ders', derStatus, DER_STATUSES, { subscribable: SUBSCRIBABLE.unconditional }),
    recordRoute('dera', derAvailability, DER_AVAILABILITIES, { subscribable: SUBSCRIBABLE.unconditional }),
  ],
  collections: [DER_CAPABILITIES, DER_SETTINGS, DER_STATUSES, DER_AVAILABILITIES],
  deviceLinks: (_, { number }) => ({ DERListLink: { href: `/edev/${number}/der`, all: 1 } }),
  forget(state, { lfdi }) {
    for (const key of [DER_CAPABILITIES, DER_SETTINGS, DER_STATUSES, DER_AVAILABILITIES]) {
      state.at<never>(key).delete(lfdi)
    }
  },
}

function describe({ state, params, caller: { device }, now }: Exchange): Der {
  const href = `/edev/${params.device}/der/1`
  const programs = device === null ? [] : programsFor(state, 'der', device)
  const current = currentProgram(state, programs, now)
  return {
    href,
    AssociatedDERProgramListLink: { href: '/derp', all: programs.length },
    ...(current === undefined ? {} : { CurrentDERProgramLink: { href: current.href } }),
    DERAvailabilityLink: { href: `${href}/dera` },
    DERCapabilityLink: { href: `${href}/dercap` },
    DERSettingsLink: { href: `${href}/derg` },
    DERStatusLink: { href: `${href}/ders` },
  }
}

/** A record that the device puts as a whole; not there before it has. */
function recordRoute<Type extends ObjectType>(
  name: string,
  type: Type,
  key: CollectionKey<TypeOf<Type>>,
  attributes: object,
): Route {
  return {
    path: `/edev/{device}/der/1/${name}`,
    audience: ofDevice,
    get: ({ state, caller, path }) => {
      const record = state.at(key).get(caller.lfdi)
      if (record === undefined) throw new Refusal(404, `${path} has not been put yet`)
      return document(type, { ...record, href: path, ...attributes })
    },
    put: (exchange) => {
      exchange.state.at(key).set(exchange.caller.lfdi, exchange.body([type]).value)
      return changed()
    },
  }
}
