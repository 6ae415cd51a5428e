/**
 * @module What a device tells of itself, one document each: what it is, how it fares, what powers it, how it is set up.
 *
 * @see IEEE Std 2030.5-2018, 10.7 (Device Information, Device Status), 10.8 (Power Status), 10.10 (Configuration)
 */

import { configuration } from '../../model/configuration.ts'
import { deviceInformation } from '../../model/device-information.ts'
import { deviceStatus, powerStatus } from '../../model/device-status.ts'
import type { EndDevice } from '../../model/end-device.ts'
import { ERROR_REASON } from '../../model/error.ts'
import type { ObjectType } from '../../model/table.ts'
import type { TypeOf } from '../../model/type-of.ts'
import { ofDevice } from '../access.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document } from '../reply.ts'
import type { CollectionKey } from '../utility-state.ts'
import { deviceOf } from './end-devices.ts'

type LinkName = Extract<keyof EndDevice, `${string}Link`>

interface Kind<Type extends ObjectType = ObjectType> {
  readonly type: Type
  readonly segment: string
  readonly link: LinkName
  readonly collection: CollectionKey<object>
  readonly mayBeDeleted: boolean
  /** What the table cannot say. */
  readonly check?: (value: object, exchange: Exchange) => void
}

const KINDS: readonly Kind[] = [
  {
    type: deviceInformation,
    segment: 'di',
    link: 'DeviceInformationLink',
    collection: { name: 'device-information' },
    mayBeDeleted: true,
    check: requireOwnLfdi,
  },
  {
    type: deviceStatus,
    segment: 'dstat',
    link: 'DeviceStatusLink',
    collection: { name: 'device-status' },
    mayBeDeleted: true,
  },
  {
    type: powerStatus,
    segment: 'ps',
    link: 'PowerStatusLink',
    collection: { name: 'power-status' },
    mayBeDeleted: false,
  },
  {
    type: configuration,
    segment: 'cfg',
    link: 'ConfigurationLink',
    collection: { name: 'configuration' },
    mayBeDeleted: false,
  },
]

/** Kept by the LFDI of the device. The links are there from the start: a device has to know where to put them. */
export const deviceDocumentsFunctionSet: FunctionSet = {
  collections: KINDS.map(({ collection }) => collection),
  routes: KINDS.map(routeOf),
  deviceLinks: (_exchange, { number }) =>
    Object.fromEntries(KINDS.map(({ link, segment }) => [link, { href: `/edev/${number}/${segment}` }])),
  forget(state, { lfdi }) {
    for (const { collection } of KINDS) {
      state.at(collection).delete(lfdi)
    }
  },
}

function routeOf({ type, segment, collection, mayBeDeleted, check }: Kind): Route {
  return {
    path: `/edev/{device}/${segment}`,
    audience: ofDevice,
    get(exchange) {
      const value = exchange.state.at(collection).get(deviceOf(exchange).lfdi)
      if (value === undefined) throw new Refusal(404, `${exchange.path} was not put yet`)
      return document(type, { ...value, href: exchange.path, pollRate: pollRateOf(exchange) })
    },
    put(exchange) {
      const { value } = exchange.body([type])
      check?.(value, exchange)
      const documents = exchange.state.at(collection)
      const { lfdi } = deviceOf(exchange)
      const isNew = documents.get(lfdi) === undefined
      documents.set(lfdi, value)
      return isNew ? created(exchange.path) : changed()
    },
    ...(mayBeDeleted && {
      delete(exchange) {
        const wasThere = exchange.state.at(collection).delete(deviceOf(exchange).lfdi)
        if (!wasThere) throw new Refusal(404, `${exchange.path} was not put yet`)
        return changed()
      },
    }),
  }
}

function requireOwnLfdi(value: Partial<TypeOf<typeof deviceInformation>>, { caller }: Exchange): void {
  if (value.lFDI === caller.lfdi) return
  throw new Refusal(400, `lFDI ${value.lFDI}: expected that of the certificate, ${caller.lfdi}`, {
    reasonCode: ERROR_REASON.value,
  })
}
