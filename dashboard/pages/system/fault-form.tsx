/** @module Something goes wrong at a meter. */

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { useAllMeters } from '../meters/all-meters.ts'
import { Outcome } from './control-outcome.tsx'
import { NumberField } from './number-field.tsx'
import { useControl } from './use-control.ts'

const FAULTS = ['gap', 'outage', 'stuck', 'spike', 'array_outage', 'battery_outage'] as const
type Fault = (typeof FAULTS)[number]

const SECONDS_PER_MINUTE = 60

export function FaultForm(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const id = useId()
  const { answer: meters } = useAllMeters()
  const [meter, setMeter] = useState('')
  const [fault, setFault] = useState<Fault>('gap')
  const [minutes, setMinutes] = useState(15)
  const [share, setShare] = useState(100)
  const { outcome, ask } = useControl()
  const able = (meters ?? []).filter(
    ({ pv_capacity_kw, battery_capacity_kwh }) =>
      (fault !== 'array_outage' || pv_capacity_kw > 0) && (fault !== 'battery_outage' || battery_capacity_kwh > 0),
  )
  const chosen = able.some(({ meter_id }) => meter_id === meter) ? meter : (able[0]?.meter_id ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const lost = fault === 'array_outage' ? { lost_share: share / 100 } : {}
        ask('control/fault', { meter_id: chosen, fault, duration_seconds: minutes * SECONDS_PER_MINUTE, ...lost })
      }}
    >
      <h3>{t('control.fault')}</h3>
      <div class="field">
        <label for={`${id}-fault`}>{t('control.kind')}</label>
        <select
          id={`${id}-fault`}
          value={fault}
          onChange={({ currentTarget }) => setFault(FAULTS.find((one) => one === currentTarget.value) ?? 'gap')}
        >
          {FAULTS.map((one) => (
            <option key={one} value={one}>
              {words('fault', one)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-meter`}>{t('control.meter')}</label>
        <select id={`${id}-meter`} value={chosen} onChange={({ currentTarget }) => setMeter(currentTarget.value)}>
          {able.map(({ meter_id }) => (
            <option key={meter_id}>{meter_id}</option>
          ))}
        </select>
      </div>
      {fault === 'array_outage' && (
        <NumberField name={t('control.lostShare')} min={1} max={100} value={share} onValue={setShare} />
      )}
      <NumberField name={t('control.minutes')} min={1} value={minutes} onValue={setMinutes} />
      <button type="submit">{t('control.inject')}</button>
      <Outcome outcome={outcome} />
    </form>
  )
}
