/** @module What operators do with the run: its pace, faults, demand response, and who did what. */

import type { VNode } from 'preact'
import { usePhrase } from '../../language/language.ts'
import { ControlActions } from './control-actions.tsx'
import { DemandResponseForm } from './demand-response-form.tsx'
import { FaultForm } from './fault-form.tsx'
import { PaceControls } from './pace-controls.tsx'

export function ControlPanel(): VNode {
  const t = usePhrase()
  return (
    <section class="section control-panel">
      <h2>{t('control.title')}</h2>
      <PaceControls />
      <div class="control-forms">
        <FaultForm />
        <DemandResponseForm />
      </div>
      <ControlActions />
    </section>
  )
}
