/** @module Tariffs and price events as operators, and the simulation, publish them. */

import * as z from 'zod'
import { shortened } from '../../model/texts.ts'
import { defineOperation } from '../define-operation.ts'
import { type OperationContext, OperationError } from '../operation.ts'
import { programAt, programInput } from '../programs/program-inputs.ts'
import { eventView } from '../scheduling/event-view.ts'
import { instantInput, scheduleOf, scheduleShape, secondsOf } from '../scheduling/schedule-input.ts'
import { addEvent } from '../scheduling/scheduled-event.ts'
import { coverTariff, priceOf } from './cover-tariff.ts'
import { componentHref, FEED_IN, PURCHASE } from './rate-components.ts'
import { TARIFFS, type Tariff, type TariffPeriod } from './tariff-records.ts'

const MOST_RATE = 1e6
const MOST_PERIODS = 200
const RATE_CODE_BYTES = 20
/** Largest price of 32 bits. */
const MOST_PRICE = 2 ** 31 - 1
/** Millionths, as tariffs are counted in; thousandths where those do not fit. */
const EXPONENTS = [-6, -3] as const

const rateInput = z.number().min(-MOST_RATE).max(MOST_RATE)

const periodInput = z.strictObject({
  start: instantInput.describe('When it begins.'),
  durationSeconds: z
    .int()
    .min(1)
    .max(366 * 86_400)
    .describe('How long it lasts [s].'),
  purchaseRate: rateInput.describe('What the grid charges [currency/kWh].'),
  feedInRate: rateInput.describe('What the grid pays [currency/kWh].'),
})

export const tariffOperations = [
  defineOperation({
    name: 'tariffs.publish',
    summary: 'Publishes the schedule of a tariff from now on; it takes the place of the one before.',
    input: z.strictObject({
      program: programInput('pricing'),
      currency: z.string().regex(/^[A-Z]{3}$/, { error: 'expected an ISO 4217 code such as THB' }),
      rateCode: z.string().max(200).describe('Name of the tariff; 20 bytes of it are shown.'),
      periods: z.array(periodInput).min(1).max(MOST_PERIODS).describe('One after another, without overlaps.'),
    }),
    apply(context, { program, currency, rateCode, periods }) {
      programAt(context.state, 'pricing', program)
      const schedule = periods.map(({ start, durationSeconds, purchaseRate, feedInRate }) => ({
        start: secondsOf(start),
        duration: durationSeconds,
        purchaseRate,
        feedInRate,
      }))
      return publishTariff(context, program, { currency, rateCode, periods: schedule })
    },
  }),
  defineOperation({
    name: 'prices.create',
    summary: 'Sets prices in the place of the schedule for some time.',
    input: z
      .strictObject({
        program: programInput('pricing'),
        ...scheduleShape,
        purchaseRate: rateInput.describe('What the grid charges [currency/kWh].').optional(),
        feedInRate: rateInput.describe('What the grid pays [currency/kWh].').optional(),
      })
      .refine(({ purchaseRate, feedInRate }) => purchaseRate !== undefined || feedInRate !== undefined, {
        error: 'expected purchaseRate, feedInRate or both',
      }),
    apply(context, { program, purchaseRate, feedInRate, ...times }) {
      programAt(context.state, 'pricing', program)
      const tariff = context.state.at(TARIFFS).get(program)
      if (tariff === undefined) {
        throw new OperationError('conflict', 'program', `${program} has no tariff: publish one first`)
      }
      const rates = [
        { component: PURCHASE, rate: purchaseRate, field: 'purchaseRate' },
        { component: FEED_IN, rate: feedInRate, field: 'feedInRate' },
      ]
      const views = rates.flatMap(({ component, rate, field }) => {
        if (rate === undefined) return []
        const container = componentHref(program, component)
        const own = { touTier: 0, price: fittingPrice(tariff, rate, field), origin: 'operator' as const }
        const event = addEvent(context, { kind: 'price', container, ...scheduleOf(context, container, times), own })
        return [eventView({ event, superseding: { at: null, possibleSince: null } }, context.now)]
      })
      coverTariff(context, program)
      return views
    },
  }),
]

/**
 * Publishes a tariff's schedule ahead.
 *
 * @param program - address of a pricing program
 * @throws OperationError for a schedule with overlaps, or with a rate that the first schedule's decimals cannot carry
 */
export function publishTariff(
  context: OperationContext,
  program: string,
  { currency, rateCode, periods }: Omit<Tariff, 'powerOfTen'>,
) {
  const { state, now } = context
  const sorted = [...periods].sort((a, b) => a.start - b.start)
  requireNoOverlap(sorted)
  const powerOfTen = state.at(TARIFFS).get(program)?.powerOfTen ?? exponentFor(sorted)
  for (const { purchaseRate, feedInRate } of sorted) {
    fittingPrice({ powerOfTen }, purchaseRate, 'periods')
    fittingPrice({ powerOfTen }, feedInRate, 'periods')
  }
  const ahead = sorted.filter(({ start, duration }) => start + duration > now)
  const tariff = { currency, rateCode: shortened(rateCode, RATE_CODE_BYTES), powerOfTen, periods: ahead }
  state.at(TARIFFS).set(program, tariff)
  coverTariff(context, program)
  return { program, ...tariff }
}

function requireNoOverlap(periods: readonly TariffPeriod[]): void {
  const index = periods.findIndex(({ start }, at) => at > 0 && start < periods[at - 1].start + periods[at - 1].duration)
  if (index < 0) return
  const field = `periods.${index}.start`
  throw new OperationError('value', field, `${field} = ${periods[index].start}: expected one after the period before`)
}

function exponentFor(periods: readonly TariffPeriod[]): number {
  const most = Math.max(...periods.flatMap(({ purchaseRate, feedInRate }) => [purchaseRate, feedInRate].map(Math.abs)))
  return EXPONENTS.find((exponent) => most * 10 ** -exponent <= MOST_PRICE) ?? EXPONENTS[EXPONENTS.length - 1]
}

function fittingPrice(tariff: Pick<Tariff, 'powerOfTen'>, rate: number, field: string): number {
  const price = priceOf(tariff, rate)
  if (Math.abs(price) <= MOST_PRICE) return price
  const most = MOST_PRICE * 10 ** tariff.powerOfTen
  throw new OperationError(
    'value',
    field,
    `${field} = ${rate}: expected at most ${most}, as the tariff's decimals allow`,
  )
}
