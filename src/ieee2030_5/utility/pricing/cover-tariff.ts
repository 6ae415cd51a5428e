/**
 * @module The intervals of a tariff: as long as its schedule reaches, there is one for every moment, with the schedule's
 * price wherever operators have set none.
 *
 * An interval that has been published is never edited. A newer one that begins within it ends it for good, so what is
 * left of the older one behind the newer has to be published again.
 */

import { isOfKind } from '../scheduling/container-events.ts'
import { addEvent, EVENTS, type EventOf, type MakingContext } from '../scheduling/scheduled-event.ts'
import { timelineOf } from '../scheduling/superseding.ts'
import type { UtilityState } from '../utility-state.ts'
import { componentHref, RATE_COMPONENTS, type RateComponentKind } from './rate-components.ts'
import { TARIFFS, type Tariff, type TariffPeriod } from './tariff-records.ts'

const HIGHEST_TIER = 15

/** Publishes what is missing of a program's tariff. */
export function coverTariff(context: MakingContext, program: string): void {
  const tariff = context.state.at(TARIFFS).get(program)
  if (tariff === undefined) return
  for (const component of RATE_COMPONENTS) {
    retract(context, componentHref(program, component))
    for (const period of tariff.periods) coverPeriod(context, program, component, tariff, period)
  }
}

/**
 * Cancels what has been published of the schedule over an event of operators that holds again, since the event that was to
 * end it was cancelled or superseded before it began.
 */
function retract({ state, now }: MakingContext, container: string): void {
  const events = [...state.at(EVENTS).group(container).values()].filter((event) => isOfKind(event, 'price'))
  const { inForce } = timelineOf(events.filter(({ own }) => own.origin === 'operator'))
  for (const event of events) {
    const { own, start, duration, sequence, cancellation } = event
    if (own.origin === 'operator' || cancellation !== null || start <= now) continue
    const isOver = inForce.some(
      (other) => other.event.sequence < sequence && other.start < start + duration && start < other.until,
    )
    if (isOver) state.at(EVENTS).set(event.mrid, { ...event, cancellation: { at: now, reason: '', randomized: false } })
  }
}

/** Price of the wire for a rate [currency/kWh]. */
export function priceOf({ powerOfTen }: Pick<Tariff, 'powerOfTen'>, rate: number): number {
  return Math.round(rate * 10 ** -powerOfTen) + 0
}

function coverPeriod(
  context: MakingContext,
  program: string,
  component: RateComponentKind,
  tariff: Tariff,
  period: TariffPeriod,
): void {
  const container = componentHref(program, component)
  const price = priceOf(tariff, component.rateOf(period))
  const end = period.start + period.duration
  let from = Math.max(period.start, context.now)
  let prices = pricesInForce(context.state, container)
  while (from < end) {
    const at = from
    const here = prices.find(({ start, until }) => start <= at && at < until)
    if (here !== undefined && (here.event.own.origin === 'operator' || here.event.own.price === price)) {
      from = here.until
      continue
    }
    const next = prices.filter(({ start, event }) => start > at && isKept(event, price)).map(({ start }) => start)
    const until = Math.min(end, ...next)
    const own = { touTier: tierOf(tariff, component, price), price, origin: 'schedule' as const }
    const times = { start: from, duration: until - from, randomizeStart: null, randomizeDuration: null }
    addEvent(context, { kind: 'price', container, description: '', responseRequired: 0, ...times, own })
    from = until
    prices = pricesInForce(context.state, container)
  }
}

/** Whether an interval stays as it is beside a price of the schedule. */
function isKept({ own: { origin, price: itsPrice } }: EventOf<'price'>, price: number): boolean {
  return origin === 'operator' || itsPrice === price
}

function pricesInForce(state: UtilityState, container: string) {
  const { inForce } = timelineOf(state.at(EVENTS).group(container).values())
  return inForce.flatMap(({ event, start, until }) => (isOfKind(event, 'price') ? [{ event, start, until }] : []))
}

/** Rank of a price among those of the schedule, the lowest first. */
function tierOf(tariff: Tariff, component: RateComponentKind, price: number): number {
  const prices = new Set(tariff.periods.map((period) => priceOf(tariff, component.rateOf(period))))
  const lower = [...prices].filter((other) => other < price).length
  return Math.min(lower + 1, HIGHEST_TIER)
}
