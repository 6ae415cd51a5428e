/** @module What happened to certificates, entry by entry of their ledger. */

import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import type { CertificateEvent } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { refine, usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { LedgerTable } from './ledger-table.tsx'

const EVENTS = [
  'issued',
  'split',
  'transferred',
  'reserved',
  'locked',
  'released',
  'retired',
  'claimed',
  'withdrawn',
  'expired',
]
const MOST = 200

interface Ledger {
  readonly items: readonly CertificateEvent[]
}

export function CertificatesPage(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const id = useId()
  const { query } = usePlace()
  const slots = useStore(live, (value) => value.slots)
  const event = EVENTS.find((one) => one === query.get('event'))
  const ledger = useResource<Ledger>(apiAddress('certificates', { event, limit: MOST }), slots)
  const chosen = query.get('certificate')
  const one = useResource<{ readonly events: readonly CertificateEvent[] }>(
    chosen === null ? null : apiAddress(`certificates/${encodeURIComponent(chosen)}`),
    slots,
  )
  return (
    <>
      {chosen !== null && (
        <section>
          <h2 class="breaking">{chosen}</h2>
          <Waiting resource={one} lines={4}>
            {({ events }) => <LedgerTable name={chosen} events={events} />}
          </Waiting>
        </section>
      )}
      <section class={chosen === null ? undefined : 'section'}>
        <h2>{t('certificates.events')}</h2>
        <div class="controls">
          <label for={id}>
            {t('certificates.filter')}
            <select
              id={id}
              value={event ?? ''}
              onChange={({ currentTarget }) => refine({ event: currentTarget.value })}
            >
              <option value="">{t('meters.all')}</option>
              {EVENTS.map((name) => (
                <option key={name} value={name}>
                  {words('event', name)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Waiting resource={ledger} lines={16}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="notice">{t('nothing')}</p>
            ) : (
              <LedgerTable name={t('certificates.events')} events={items} isLong />
            )
          }
        </Waiting>
      </section>
    </>
  )
}
