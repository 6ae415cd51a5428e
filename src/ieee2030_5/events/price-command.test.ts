import { describe, expect, it } from 'vitest'
import { type ConsumptionTariffInterval, CURRENCY, type TariffProfile } from '../model/pricing.ts'
import { UNIT_OF_MEASURE } from '../model/quantities.ts'
import { FLOW_DIRECTION, type ReadingType } from '../model/reading-type.ts'
import { SERVICE_KIND } from '../model/usage-point.ts'
import { LFDI } from './event.fixture.ts'
import { EventSchedule } from './event-schedule.ts'
import { priceCommand } from './price-command.ts'
import { type PriceContent, priceEvents, type RateComponentDocuments, type TariffDocuments } from './price-events.ts'

const KWH: ReadingType = { uom: UNIT_OF_MEASURE.wattHour, powerOfTenMultiplier: 3 }
const SOLD: ReadingType = { ...KWH, flowDirection: FLOW_DIRECTION.reverse }

function block(price: number | undefined, startValue = 0): ConsumptionTariffInterval {
  return { consumptionBlock: 0, EnvironmentalCost: [], price, startValue }
}

function component(
  readingType: ReadingType | null,
  blocks: readonly ConsumptionTariffInterval[],
  startLimit?: number,
): RateComponentDocuments {
  const link = { href: '/rt' }
  const limit = startLimit === undefined ? undefined : { multiplier: 3, unit: UNIT_OF_MEASURE.watt, value: startLimit }
  const interval = {
    mRID: `${blocks[0]?.price}`,
    creationTime: 0,
    EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
    interval: { start: 0, duration: 3600 },
    touTier: 1,
  }
  return {
    component: {
      mRID: 'R',
      roleFlags: 0,
      ReadingTypeLink: link,
      TimeTariffIntervalListLink: link,
      flowRateStartLimit: limit,
    },
    readingType,
    intervals: [{ interval, blocks }],
  }
}

function tariff(components: readonly RateComponentDocuments[], more: Partial<TariffProfile> = {}): TariffDocuments {
  const profile = { mRID: 'T', currency: CURRENCY.baht, pricePowerOfTenMultiplier: -3, primacy: 1 }
  return { tariff: { ...profile, serviceCategoryKind: SERVICE_KIND.electricity, ...more }, components }
}

/** Purchase and feed-in, and what is not said. */
function prices(tariffs: readonly TariffDocuments[], at = 0) {
  const schedule = new EventSchedule<PriceContent>({ lfdi: LFDI, responseKind: 'PriceResponse' })
  schedule.read(priceEvents(tariffs), 0)
  const { purchaseRate, feedInRate, unmapped } = priceCommand(schedule.advance(at).inEffect, CURRENCY.baht)
  return [purchaseRate, feedInRate, unmapped.map(({ field }) => field).join(' ')]
}

describe('priceCommand', () => {
  // biome-ignore format: a line is a case
  it.each<readonly [what: string, tariffs: readonly TariffDocuments[], purchase: number | null, feedIn: number | null, unmapped: string]>([
    ['4.217 baht per kWh', [tariff([component(KWH, [block(4217)])])], 4.217, null, ''],
    ['both directions', [tariff([component(KWH, [block(4217)]), component(SOLD, [block(2200)])])], 4.217, 2.2, ''],
    ['a price per watt-hour', [tariff([component({ uom: UNIT_OF_MEASURE.wattHour }, [block(42)])], { pricePowerOfTenMultiplier: -4 })], 4.2, null, ''],
    ['a price per megawatt-hour', [tariff([component({ ...KWH, powerOfTenMultiplier: 6 }, [block(4200)])], { pricePowerOfTenMultiplier: 0 })], 4.2, null, ''],
    ['a price in whole baht', [tariff([component(KWH, [block(4)])], { pricePowerOfTenMultiplier: undefined })], 4, null, ''],
    ['a negative price', [tariff([component(KWH, [block(-500)])])], -0.5, null, ''],
    ['a price of what nobody says', [tariff([component(null, [block(4000)])])], 4, null, ''],
    ['the first of several blocks', [tariff([component(KWH, [block(5000, 400), block(4000)])])], 4, null, 'ConsumptionTariffInterval'],
    ['nothing without a price', [tariff([component(KWH, [block(undefined)])])], null, null, 'ConsumptionTariffInterval.price'],
    ['nothing without a block', [tariff([component(KWH, [])])], null, null, 'ConsumptionTariffInterval.price'],
    ['nothing in dollars', [tariff([component(KWH, [block(100)])], { currency: CURRENCY.usDollar })], null, null, 'TariffProfile.currency'],
    ['a price in no currency', [tariff([component(KWH, [block(4000)])], { currency: undefined })], 4, null, ''],
    ['nothing of gas', [tariff([component(KWH, [block(100)])], { serviceCategoryKind: SERVICE_KIND.gas })], null, null, ''],
    ['nothing of demand charges', [tariff([component({ uom: UNIT_OF_MEASURE.watt }, [block(100)])])], null, null, ''],
    ['the price from the first kilowatt on', [tariff([component(KWH, [block(9000)], 20), component(KWH, [block(4000)], 0)])], 4, null, ''],
    ['the more important tariff', [tariff([component(KWH, [block(4000)])], { primacy: 5 }), tariff([component(KWH, [block(3000)])])], 3, null, ''],
  ])('says %s', (_, tariffs, purchase, feedIn, unmapped) => {
    expect(prices(tariffs)).toEqual([purchase, feedIn, unmapped])
  })

  it('returns to the tariff of the simulation when an interval is over', () => {
    expect(prices([tariff([component(KWH, [block(4000)])])], 3600)).toEqual([null, null, ''])
  })
})
