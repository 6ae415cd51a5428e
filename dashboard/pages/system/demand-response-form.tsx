/** @module All loads take less for a while. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { usePhrase } from '../../language/language.ts'
import { Outcome } from './control-outcome.tsx'
import { NumberField } from './number-field.tsx'
import { useControl } from './use-control.ts'

const SECONDS_PER_MINUTE = 60

export function DemandResponseForm(): VNode {
  const t = usePhrase()
  const [duty, setDuty] = useState(50)
  const [minutes, setMinutes] = useState(60)
  const { outcome, ask } = useControl()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask('control/demand-response', { duty_cycle: duty / 100, duration_seconds: minutes * SECONDS_PER_MINUTE })
      }}
    >
      <h3>{t('control.demandResponse')}</h3>
      <NumberField name={t('control.duty')} min={0} max={100} value={duty} onValue={setDuty} />
      <NumberField name={t('control.minutes')} min={1} max={1_440} value={minutes} onValue={setMinutes} />
      <button type="submit">{t('control.start')}</button>
      <Outcome outcome={outcome} />
    </form>
  )
}
