/** @module What the campus does now, at one glance. */

import type { VNode } from 'preact'
import { useToday } from '../../state/today.ts'
import { BigNumbers } from './big-numbers.tsx'
import { Buildings } from './buildings.tsx'
import { FlowPicture } from './flow-picture.tsx'
import { Latest } from './latest.tsx'
import { SlotSummary } from './slot-summary.tsx'
import { TodayChart } from './today-chart.tsx'
import { WeatherBlock } from './weather-block.tsx'

export function OverviewPage(): VNode {
  const today = useToday()
  return (
    <div class="overview">
      <BigNumbers today={today} />
      <FlowPicture />
      <TodayChart today={today} />
      <div class="overview-left">
        <WeatherBlock dayFrom={today.span?.[0] ?? null} />
        <SlotSummary />
      </div>
      <Buildings />
      <Latest />
    </div>
  )
}
