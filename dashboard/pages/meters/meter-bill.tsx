/** @module What the present month came to for a meter so far. */

import type { VNode } from 'preact'
import type { Bill } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

export function MeterBill({ id }: { readonly id: string }): VNode | null {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  const hasMarket = useStore(live, (value) => value.campus?.market !== 'none')
  const slots = useStore(live, (value) => value.slots)
  const isReady = useStore(live, (value) => value.now !== null)
  const address = hasMarket && isReady ? apiAddress(`meters/${encodeURIComponent(id)}/bill`) : null
  const bill = useResource<Bill>(address, slots)
  if (!hasMarket) return null
  return (
    <section>
      <h2>{t('meter.bill', { month: bill.answer === null ? '' : times.month(`${bill.answer.month}-15`) })}</h2>
      <Waiting resource={bill} lines={7}>
        {(shown) => (
          <Facts
            facts={[
              [t('bill.balance'), numbers.money(shown.balance, currency), 'price'],
              [t('bill.saving'), numbers.money(shown.saving, currency)],
              [t('bill.bought'), numbers.energy(shown.energy_bought)],
              [t('bill.sold'), numbers.energy(shown.energy_sold)],
              [t('bill.grid_paid'), numbers.money(shown.grid_paid, currency)],
              [t('bill.grid_received'), numbers.money(shown.grid_received, currency)],
              [t('bill.network_fee'), numbers.money(shown.network_fee, currency)],
            ]}
          />
        )}
      </Waiting>
    </section>
  )
}
