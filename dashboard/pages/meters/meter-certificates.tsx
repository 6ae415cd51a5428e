/** @module What happened to the certificates of a meter's generation, the newest first. */

import type { VNode } from 'preact'
import type { CertificateEvent } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { LedgerTable } from '../certificates/ledger-table.tsx'

const MOST = 12

export function MeterCertificates({ id }: { readonly id: string }): VNode {
  const t = usePhrase()
  const slots = useStore(live, (value) => value.slots)
  const address = apiAddress('certificates', { meter_id: id, limit: MOST })
  const ledger = useResource<{ readonly items: readonly CertificateEvent[] }>(address, slots)
  return (
    <section class="section">
      <h2>{t('page.certificates')}</h2>
      <Waiting resource={ledger} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('nothing')}</p>
          ) : (
            <LedgerTable name={t('page.certificates')} events={items} />
          )
        }
      </Waiting>
    </section>
  )
}
