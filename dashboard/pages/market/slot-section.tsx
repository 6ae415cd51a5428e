/** @module One slot of the market: what it came to, its curves, its best opportunities and its trades. */

import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import type { MarketBook } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Failed, Skeleton } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { live } from '../../state/live.ts'
import { addressOf, usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { BookCharts } from './book-charts.tsx'
import { Opportunities } from './opportunities.tsx'
import { SlotPicker } from './slot-picker.tsx'
import { SlotTrades } from './slot-trades.tsx'

/** Nothing is recorded at that time. */
const NOT_THERE = 404
const ORDERS = 0

export function SlotSection(): VNode {
  const t = usePhrase()
  const chosen = usePlace().query.get('slot')
  const delivered = useDelivered()
  const market = useStore(live, (value) => value.market)
  const isNoneYet = chosen === null && (market === null || market.last_slot === null)
  const address = apiAddress('market/book', { slot: chosen ?? undefined, orders: ORDERS })
  const { answer, failure, reload } = useResource<MarketBook>(isNoneYet ? null : address, delivered)
  // The slot before stays until the next is there, so that nothing jumps and the button keeps the keyboard.
  const kept = useRef<MarketBook | null>(null)
  if (answer !== null) kept.current = answer
  const book = answer ?? (failure === null ? kept.current : null)
  if (book !== null) return <Slot book={book} isLatest={chosen === null} isWaiting={answer === null} />
  if (isNoneYet && market !== null) return <p class="notice">{t('market.noSlot')}</p>
  if (failure === null) return <Skeleton lines={30} />
  if (failure.status !== NOT_THERE) return <Failed message={failure.message} retry={reload} />
  return (
    <p class="notice">
      {t('market.noSuchSlot')} <a href={addressOf(['market'])}>{t('market.latest')}</a>
    </p>
  )
}

interface SlotProps {
  readonly book: MarketBook
  readonly isLatest: boolean
  /** Whether another slot is asked for. */
  readonly isWaiting: boolean
}

function Slot({ book, isLatest, isWaiting }: SlotProps): VNode {
  const t = usePhrase()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  return (
    <div class={isWaiting ? 'waiting' : undefined} aria-busy={isWaiting}>
      <section>
        <SlotPicker book={book} isLatest={isLatest} />
        <SlotFacts book={book} currency={currency} />
        {!book.is_complete && <p class="note">{t('market.incomplete')}</p>}
      </section>
      <section class="section">
        {book.demand.length + book.supply.length === 0 ? (
          <p class="notice">{t('market.noOrders')}</p>
        ) : (
          <BookCharts book={book} currency={currency} />
        )}
        <p class="note">
          {t(book.own_zone_first ? 'market.pools' : 'market.pool', { fee: `${book.network_fee} ${currency}/kWh` })}
        </p>
        <Levels book={book} currency={currency} />
      </section>
      <Opportunities slot={book.slot.timestamp} />
      <SlotTrades slot={book.slot} />
    </div>
  )
}

function SlotFacts({ book: { slot }, currency }: { readonly book: MarketBook; readonly currency: string }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  return (
    <Facts
      isWide
      facts={[
        [t('energy.localPrice'), slot.price === null ? '–' : numbers.price(slot.price, currency), 'price'],
        [t('energy.gridPrice'), numbers.price(slot.grid_purchase_rate, currency), 'import'],
        [t('energy.feedIn'), numbers.price(slot.grid_feed_in_rate, currency), 'export'],
        [t('slot.traded'), numbers.energy(slot.energy_traded)],
        [t('market.bids'), `${numbers.count(slot.bids)} · ${numbers.energy(slot.energy_bid)}`],
        [t('market.offers'), `${numbers.count(slot.offers)} · ${numbers.energy(slot.energy_offered)}`],
        [t('market.mechanism'), words('mechanism', slot.mechanism)],
      ]}
    />
  )
}

/** Where it was traded, of a market that clears from near to far. */
function Levels({
  book: { levels, own_zone_first },
  currency,
}: {
  readonly book: MarketBook
  readonly currency: string
}): VNode | null {
  const words = usePhraseOf()
  const numbers = useNumbers()
  if (!own_zone_first || levels.length === 0) return null
  return (
    <Facts
      isWide
      facts={levels.map(({ level, energy, price }) => [
        words('level', level),
        `${numbers.energy(energy)} · ${numbers.price(price, currency)}`,
      ])}
    />
  )
}
