/** @module How the meters fare as clients of their utility server, and what went wrong last. */

import type { VNode } from 'preact'
import type { UtilityStatus } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Scroller } from '../../layout/scroller.tsx'
import { addressOf } from '../../state/place.ts'

type Clients = NonNullable<UtilityStatus['clients']>

const READY = 'ready'

export function ClientFacts({ clients }: { readonly clients: Clients }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  const all = Object.values(clients.states).reduce((total, count) => total + count, 0)
  const others = Object.entries(clients.states).filter(([state, count]) => state !== READY && count > 0)
  return (
    <section class="section">
      <h2>{t('ieee.clients')}</h2>
      <Facts
        isWide
        facts={[
          [words('client', READY), `${numbers.count(clients.states[READY] ?? 0)} / ${numbers.count(all)}`],
          ...others.map(([state, count]) => [words('client', state), numbers.count(count)] as const),
          [t('ieee.answered'), numbers.count(clients.requests)],
          [t('ieee.p95'), clients.p95_ms === null ? '–' : numbers.quantity(clients.p95_ms, 'ms')],
          [t('ieee.dropped'), numbers.count(clients.dropped)],
          [t('ieee.latest'), clients.latest_reading === null ? '–' : times.moment(clients.latest_reading)],
        ]}
      />
      {clients.faults.length > 0 && <FaultTable faults={clients.faults} />}
    </section>
  )
}

function FaultTable({ faults }: Pick<Clients, 'faults'>): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  return (
    <Scroller name={t('ieee.faults')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('ieee.faults')}</th>
            <th scope="col" class="number">
              {t('ieee.times')}
            </th>
            <th scope="col">{t('ieee.lastMessage')}</th>
            <th scope="col">{t('meters.meter')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ fault, count, last_message, last_meter_id }) => (
            <tr key={fault}>
              <th scope="row" lang="en">
                {fault}
              </th>
              <td class="number">{numbers.count(count)}</td>
              <td class="breaking" lang="en">
                {last_message}
              </td>
              <td>
                <a href={addressOf(['meters', last_meter_id])}>{last_meter_id}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

/** What the server refused or what went wrong with it last, the newest first. */
export function ServerErrors({ errors }: { readonly errors: readonly string[] }): VNode | null {
  const t = usePhrase()
  if (errors.length === 0) return null
  return (
    <details class="section">
      <summary>{t('ieee.lastErrors', { n: errors.length })}</summary>
      <ul class="lines of-ink" lang="en">
        {errors.toReversed().map((error, i) => (
          <li key={i} class="breaking">
            {error}
          </li>
        ))}
      </ul>
    </details>
  )
}
