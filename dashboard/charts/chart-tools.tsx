/** @module What can be done with a chart: seen whole again, and taken along as PNG, CSV or a link. */

import type { VNode } from 'preact'
import { usePhrase } from '../language/language.ts'
import { CopyButton } from '../layout/copy-button.tsx'

interface ChartToolsProps {
  readonly title: string
  readonly isCloser: boolean
  readonly onWhole: () => void
  readonly onPng: () => void
  readonly onCsv: () => void
}

export function ChartTools({ title, isCloser, onWhole, onPng, onCsv }: ChartToolsProps): VNode {
  const t = usePhrase()
  return (
    <fieldset class="chart-tools">
      <legend class="unseen">{title}</legend>
      {isCloser && (
        <button type="button" onClick={onWhole}>
          {t('chart.whole')}
        </button>
      )}
      <button type="button" onClick={onPng}>
        {t('chart.png')}
      </button>
      <button type="button" onClick={onCsv}>
        {t('action.csv')}
      </button>
      <CopyButton text={() => location.href} words="chart.link" />
    </fieldset>
  )
}
