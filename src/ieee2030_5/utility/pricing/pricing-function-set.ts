/**
 * @module Pricing: the tariff of the site as profile, components, intervals of time and their prices.
 *
 * @see IEEE Std 2030.5-2018, 10.7 (pricing)
 */

import {
  type ConsumptionTariffInterval,
  CURRENCY,
  consumptionTariffInterval,
  consumptionTariffIntervalList,
  type RateComponent,
  rateComponent,
  rateComponentList,
  tariffProfile,
  tariffProfileList,
  timeTariffInterval,
  timeTariffIntervalList,
} from '../../model/pricing.ts'
import { readingType } from '../../model/reading-type.ts'
import { SERVICE_KIND } from '../../model/usage-point.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { byMrid } from '../programs/program.ts'
import { ofProgram, requestedProgram } from '../programs/program-audience.ts'
import { programListLink } from '../programs/program-links.ts'
import { programRoutes } from '../programs/program-routes.ts'
import { Refusal } from '../refusal.ts'
import { document } from '../reply.ts'
import { activeIn, currentIn } from '../scheduling/container-events.ts'
import { eventRoutes } from '../scheduling/event-routes.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import {
  componentHref,
  componentMrid,
  RATE_COMPONENTS,
  type RateComponentKind,
  readingTypeOf,
} from './rate-components.ts'
import { tariffOperations } from './tariff-operations.ts'
import { TARIFFS } from './tariff-records.ts'

const LINK = 'TariffProfileListLink'
const audience = ofProgram('pricing')

/** ISO 4217 numbers of the codes that tariffs here are in; others are left open. */
const CURRENCIES = new Map<string, number>([
  ['THB', CURRENCY.baht],
  ['USD', CURRENCY.usDollar],
  ['EUR', CURRENCY.euro],
  ['AUD', CURRENCY.australianDollar],
])
/** Everything a customer's connection takes or gives. */
const PREMISES = 0x0002

export const pricingFunctionSet: FunctionSet = {
  routes: [
    ...programRoutes({
      kind: 'pricing',
      describe: ({ href }, fields, { state }) => {
        const tariff = state.at(TARIFFS).get(href)
        const profile = { ...fields, serviceCategoryKind: SERVICE_KIND.electricity }
        if (tariff === undefined) return profile
        return {
          ...profile,
          currency: CURRENCIES.get(tariff.currency) ?? CURRENCY.notApplicable,
          pricePowerOfTenMultiplier: tariff.powerOfTen,
          ...(tariff.rateCode === '' ? {} : { rateCode: tariff.rateCode }),
          RateComponentListLink: { href: `${href}/rc`, all: RATE_COMPONENTS.length },
        }
      },
      one: (profile) => document(tariffProfile, profile),
      page: (fields, profiles) => document(tariffProfileList, { ...fields, TariffProfile: profiles }),
    }),
    ...componentRoutes(),
    ...eventRoutes({
      kind: 'price',
      audience,
      container: '/tp/{program}/rc/{component}',
      active: 'acttti',
      describe: ({ own: { touTier } }, fields) => ({
        ...fields,
        ConsumptionTariffIntervalListLink: { href: `${fields.href}/cti`, all: 1 },
        touTier,
      }),
      one: (interval) => document(timeTariffInterval, interval),
      page: (fields, intervals) => document(timeTariffIntervalList, { ...fields, TimeTariffInterval: intervals }),
    }),
    ...priceRoutes(),
  ],
  collections: [TARIFFS],
  operations: tariffOperations,
  capabilityLinks: (exchange) => programListLink(exchange, 'pricing', LINK),
  assignmentLinks: (exchange, device) => programListLink(exchange, 'pricing', LINK, device),
}

function componentRoutes(): Route[] {
  return [
    {
      path: '/tp/{program}/rc',
      audience,
      get: (exchange) => {
        const components = RATE_COMPONENTS.map((kind) => describeComponent(exchange, kind))
        const page = pageOf(
          components.sort((a, b) => byMrid({ mrid: a.mRID }, { mrid: b.mRID })),
          exchange.query,
        )
        return document(rateComponentList, { ...listFields(exchange, page), RateComponent: page.entries })
      },
    },
    {
      path: '/tp/{program}/rc/{component}',
      audience,
      get: (exchange) => document(rateComponent, describeComponent(exchange, requestedComponent(exchange))),
    },
    {
      path: '/tp/{program}/rc/{component}/rt',
      audience,
      get: (exchange) => document(readingType, { ...readingTypeOf(requestedComponent(exchange)), href: exchange.path }),
    },
  ]
}

function requestedComponent(exchange: Exchange): RateComponentKind {
  const { state, params, path } = exchange
  const component = RATE_COMPONENTS.find(({ number }) => number === params.component)
  const hasTariff = state.at(TARIFFS).get(requestedProgram('pricing', exchange).href) !== undefined
  if (component === undefined || !hasTariff) throw new Refusal(404, `${path} does not exist`)
  return component
}

function describeComponent(exchange: Exchange, kind: RateComponentKind): RateComponent {
  const { state, settings, now, path } = exchange
  const program = requestedProgram('pricing', exchange)
  if (state.at(TARIFFS).get(program.href) === undefined)
    throw new Refusal(404, `${path}: ${program.href} has no tariff`)
  const href = componentHref(program.href, kind)
  return {
    href,
    mRID: componentMrid(settings, program, kind),
    description: kind.description,
    ActiveTimeTariffIntervalListLink: { href: `${href}/acttti`, all: activeIn(state, href, 'price', now).length },
    ReadingTypeLink: { href: `${href}/rt` },
    roleFlags: PREMISES,
    TimeTariffIntervalListLink: { href: `${href}/tti`, all: currentIn(state, href, 'price', now).length },
  }
}

/** Prices do not depend on consumption: each interval has one. */
function priceRoutes(): Route[] {
  const path = '/tp/{program}/rc/{component}/tti/{event}/cti'
  return [
    {
      path,
      audience,
      get: (exchange) => {
        const page = pageOf([describePrice(exchange, `${exchange.path}/1`)], exchange.query)
        const fields = listFields(exchange, page)
        return document(consumptionTariffIntervalList, { ...fields, ConsumptionTariffInterval: page.entries })
      },
    },
    {
      path: `${path}/1`,
      audience,
      get: (exchange) => document(consumptionTariffInterval, describePrice(exchange, exchange.path)),
    },
  ]
}

function describePrice({ state, params, path }: Exchange, href: string): ConsumptionTariffInterval {
  const event = state.at(EVENTS).get(params.event)
  if (event?.kind !== 'price' || event.container !== `/tp/${params.program}/rc/${params.component}`) {
    throw new Refusal(404, `${path} does not exist`)
  }
  return { href, consumptionBlock: 0, EnvironmentalCost: [], price: event.own.price, startValue: 0 }
}
