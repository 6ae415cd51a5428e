/** @module All loads take less for a while. */

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { usePhrase } from '../../language/language.ts'
import { Outcome } from './control-outcome.tsx'
import { useControl } from './use-control.ts'

const SECONDS_PER_MINUTE = 60

export function DemandResponseForm(): VNode {
  const t = usePhrase()
  const id = useId()
  const [duty, setDuty] = useState(50)
  const [minutes, setMinutes] = useState(60)
  const { outcome, ask } = useControl()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask('demand-response', { duty_cycle: duty / 100, duration_seconds: minutes * SECONDS_PER_MINUTE })
      }}
    >
      <h3>{t('control.demandResponse')}</h3>
      <div class="field">
        <label for={`${id}-duty`}>{t('control.duty')}</label>
        <input
          id={`${id}-duty`}
          type="number"
          min={0}
          max={100}
          value={duty}
          onInput={({ currentTarget }) => setDuty(currentTarget.valueAsNumber)}
        />
      </div>
      <div class="field">
        <label for={`${id}-minutes`}>{t('control.minutes')}</label>
        <input
          id={`${id}-minutes`}
          type="number"
          min={1}
          max={1_440}
          value={minutes}
          onInput={({ currentTarget }) => setMinutes(currentTarget.valueAsNumber)}
        />
      </div>
      <button type="submit">{t('control.start')}</button>
      <Outcome outcome={outcome} />
    </form>
  )
}
