/** @module Has the holder of a certificate use it up, or a part of it. */

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { CertificateEvent } from '../../api/api-types.ts'
import { usePhrase } from '../../language/language.ts'
import { useAllMeters } from '../meters/all-meters.ts'
import { Outcome } from '../system/control-outcome.tsx'
import { NumberField } from '../system/number-field.tsx'
import { useControl } from '../system/use-control.ts'

/** What happened last to a certificate that still can be used. */
const USABLE: ReadonlySet<CertificateEvent['event']> = new Set([
  'issued',
  'split',
  'transferred',
  'reserved',
  'released',
])

export function isUsable({ event }: CertificateEvent, parts: readonly string[]): boolean {
  return USABLE.has(event) && parts.length === 0
}

export function CertificateRetirement({
  certificate: { certificate_id, owner, energy_wh },
}: {
  readonly certificate: CertificateEvent
}): VNode {
  const t = usePhrase()
  const id = useId()
  const { answer: meters } = useAllMeters()
  const [beneficiary, setBeneficiary] = useState(owner)
  const [energy, setEnergy] = useState(energy_wh)
  const { outcome, ask } = useControl()
  const accounts = new Set([owner, ...(meters ?? []).map(({ meter_id }) => meter_id)])
  return (
    <details class="control-panel">
      <summary>{t('certificates.retire')}</summary>
      <form
        class="retirement"
        onSubmit={(event) => {
          event.preventDefault()
          ask(`certificates/${encodeURIComponent(certificate_id)}/retire`, { beneficiary, energy_wh: energy })
        }}
      >
        <p class="note">{t('certificates.forGood')}</p>
        <div class="field">
          <label for={`${id}-beneficiary`}>{t('certificates.beneficiary')}</label>
          <select
            id={`${id}-beneficiary`}
            value={beneficiary}
            onChange={({ currentTarget }) => setBeneficiary(currentTarget.value)}
          >
            {[...accounts].map((account) => (
              <option key={account}>{account}</option>
            ))}
          </select>
        </div>
        <NumberField name={t('certificates.wattHours')} min={1} max={energy_wh} value={energy} onValue={setEnergy} />
        <button type="submit">{t('certificates.retireNow')}</button>
        <Outcome outcome={outcome} />
      </form>
    </details>
  )
}
