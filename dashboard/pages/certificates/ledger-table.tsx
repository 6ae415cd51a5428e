/** @module Entries of the ledger of certificates, one a row. */

import type { VNode } from 'preact'
import type { CertificateEvent } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'

interface LedgerTableProps {
  readonly name: string
  readonly events: readonly CertificateEvent[]
  readonly isLong?: boolean
}

const WH_PER_KWH = 1_000

export function LedgerTable({ name, events, isLong = false }: LedgerTableProps): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  const hasMarket = useStore(live, ({ campus }) => campus !== null && campus.market !== 'none')
  return (
    <Scroller name={name} isLong={isLong}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            <th scope="col">{t('certificates.event')}</th>
            <th scope="col">{t('certificates.certificate')}</th>
            <th scope="col">{t('certificates.meter')}</th>
            <th scope="col">{t('certificates.owner')}</th>
            <th scope="col" class="number">
              {t('certificates.energy')}
            </th>
            <th scope="col" class="number">
              {t('certificates.carbon')}
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ hash, timestamp, event, certificate_id, meter_id, owner, energy_wh, carbon_offset_kg }) => (
            <tr key={hash}>
              <td>
                {hasMarket ? (
                  <a href={addressOf(['market'], { slot: timestamp })}>{times.moment(timestamp)}</a>
                ) : (
                  times.moment(timestamp)
                )}
              </td>
              <td>{words('event', event)}</td>
              <td>
                <a href={addressOf(['certificates'], { certificate: certificate_id })}>{certificate_id}</a>
              </td>
              <td>
                <a href={addressOf(['meters', meter_id])}>{meter_id}</a>
              </td>
              <td>{owner}</td>
              <td class="number">{numbers.energy(energy_wh / WH_PER_KWH)}</td>
              <td class="number">{numbers.quantity(carbon_offset_kg, 'kg CO₂')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
