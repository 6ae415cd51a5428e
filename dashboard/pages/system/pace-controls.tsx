/** @module Pause, resume, step and speed. */

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { Outcome } from './control-outcome.tsx'
import { useControl } from './use-control.ts'

const SPEEDS = [1, 10, 60, 600, 3_600]

export function PaceControls(): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const id = useId()
  const [ticks, setTicks] = useState(1)
  const isPaused = useStore(live, (value) => value.status?.paused ?? false)
  const speed = useStore(live, (value) => value.status?.speed)
  const { outcome, ask } = useControl()
  return (
    <div>
      <div class="control-row">
        <button type="button" onClick={() => ask(isPaused ? 'control/resume' : 'control/pause')}>
          {isPaused ? t('control.resume') : t('control.pause')}
        </button>
        <form
          class="control-row"
          onSubmit={(event) => {
            event.preventDefault()
            ask('control/step', { ticks })
          }}
        >
          <label for={id}>{t('control.ticks')}</label>
          <input
            id={id}
            type="number"
            min={1}
            max={10_000}
            value={ticks}
            onInput={({ currentTarget }) => setTicks(currentTarget.valueAsNumber)}
          />
          <button type="submit" disabled={!isPaused}>
            {t('control.step')}
          </button>
        </form>
        <fieldset class="choices">
          <legend class="unseen">{t('system.speed')}</legend>
          {SPEEDS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === speed}
              onClick={() => ask('control/speed', { speed: one })}
            >
              {t('header.speed', { n: numbers.count(one) })}
            </button>
          ))}
        </fieldset>
      </div>
      <Outcome outcome={outcome} />
    </div>
  )
}
