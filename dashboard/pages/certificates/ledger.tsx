/** @module The ledger of certificates, newest first, of all or of some. */

import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import type { CertificateEvent } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { live } from '../../state/live.ts'
import { refine, usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { EVENTS, ledgerFilters } from './ledger-filters.ts'
import { LedgerTable } from './ledger-table.tsx'

const MOST = 200

interface Entries {
  readonly items: readonly CertificateEvent[]
}

export function Ledger(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const id = useId()
  const delivered = useDelivered()
  const filters = ledgerFilters(usePlace().query)
  const entries = useResource<Entries>(apiAddress('certificates', { ...filters, limit: MOST }), delivered)
  return (
    <section class="section">
      <h2>{t('certificates.events')}</h2>
      <div class="controls">
        <label for={id}>
          {t('certificates.filter')}
          <select
            id={id}
            value={filters.event ?? ''}
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
        <MeterFilter name="meter" label={t('certificates.meter')} value={filters.meter_id} />
        <MeterFilter name="owner" label={t('certificates.owner')} value={filters.owner} />
      </div>
      <Waiting resource={entries} lines={16}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('nothing')}</p>
          ) : (
            <LedgerTable name={t('certificates.events')} events={items} isLong />
          )
        }
      </Waiting>
    </section>
  )
}

interface MeterFilterProps {
  readonly name: 'meter' | 'owner'
  readonly label: string
  readonly value: string | undefined
}

/** Taken over when it is finished, not at every letter. */
function MeterFilter({ name, label, value = '' }: MeterFilterProps): VNode {
  const id = useId()
  const meters = useStore(live, (state) => state.certificates)
  const known = [...new Set(meters.map((entry) => (name === 'meter' ? entry.meter_id : entry.owner)))].sort((a, b) =>
    a.localeCompare(b),
  )
  return (
    <label for={id}>
      {label}
      <input
        id={id}
        type="search"
        list={`${id}-known`}
        value={value}
        onChange={({ currentTarget }) => refine({ [name]: currentTarget.value.trim() })}
      />
      <datalist id={`${id}-known`}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  )
}
