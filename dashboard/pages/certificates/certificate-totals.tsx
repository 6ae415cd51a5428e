/** @module What certificates come to, and by which factor emissions are avoided. */

import type { VNode } from 'preact'
import type { CertificateTotal, EmissionFactor } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { ledgerFilters } from './ledger-filters.ts'

interface Totals {
  readonly events: readonly CertificateTotal[]
  readonly emission_factor: EmissionFactor
}

export function CertificateTotals(): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const delivered = useDelivered()
  const { meter_id, owner } = ledgerFilters(usePlace().query)
  const totals = useResource<Totals>(apiAddress('certificates/totals', { meter_id, owner }), delivered)
  return (
    <section>
      <Waiting resource={totals} lines={3}>
        {({ events, emission_factor }) => {
          const of = (name: string): CertificateTotal | undefined => events.find(({ event }) => event === name)
          const energy = (name: string): string => numbers.energy(of(name)?.energy ?? 0)
          return (
            <>
              <Facts
                isWide
                facts={[
                  [t('certificates.issued'), energy('issued'), 'certificate'],
                  [t('certificates.transferred'), energy('transferred')],
                  [t('certificates.retired'), energy('retired')],
                  [t('certificates.avoided'), numbers.quantity(of('issued')?.carbon_offset_kg ?? 0, 'kg CO₂')],
                ]}
              />
              <p class="note">
                <Factor factor={emission_factor} />
              </p>
            </>
          )
        }}
      </Waiting>
    </section>
  )
}

function Factor({ factor: { setting, name, kg_per_kwh, source } }: { readonly factor: EmissionFactor }): VNode {
  const t = usePhrase()
  return (
    <>
      {t('certificates.factor')}{' '}
      <span lang="en">
        {setting}
        {name !== null && ` = ${name}`}
        {kg_per_kwh !== null && `, ${kg_per_kwh} kg CO₂/kWh`}
        {source !== null && `. ${source}`}
      </span>
    </>
  )
}
