/** @module The batteries of the campus: how full they are, what they do, what they did, and each of them. */

import type { VNode } from 'preact'
import type { BatteryFleet } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useAllBatteries } from './all-batteries.ts'
import { BatteryHistory } from './battery-history.tsx'
import { BatteryTable } from './battery-table.tsx'
import { ChargeBar } from './charge-bar.tsx'

export function BatteriesPage(): VNode {
  const t = usePhrase()
  const batteries = useAllBatteries()
  return (
    <Waiting resource={batteries} lines={24}>
      {({ campus, items }) =>
        campus.batteries === 0 ? (
          <p class="notice">{t('batteries.none')}</p>
        ) : (
          <>
            <FleetNow campus={campus} />
            <BatteryHistory batteries={campus.batteries} />
            <BatteryTable batteries={items} />
          </>
        )
      }
    </Waiting>
  )
}

function FleetNow({ campus }: { readonly campus: BatteryFleet }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const { state_of_charge: soc, stored_kwh, capacity_kwh, battery_kw } = campus
  const today = (kwh: number | null): string => (kwh === null ? '–' : numbers.energy(kwh))
  const state = battery_kw === null || battery_kw >= 0 ? 'charging' : 'discharging'
  return (
    <section aria-label={t('batteries.all')}>
      <Facts
        isWide
        facts={[
          [
            t('batteries.charge'),
            soc === null ? (
              '–'
            ) : (
              <>
                <ChargeBar percent={soc} state={state} /> {numbers.percent(Math.round(soc))}
              </>
            ),
            'battery',
          ],
          [
            t('batteries.stored'),
            stored_kwh === null
              ? '–'
              : t('batteries.of', { stored: numbers.energy(stored_kwh), capacity: numbers.energy(capacity_kwh) }),
          ],
          [t('batteries.charging'), numbers.power(campus.charging_kw), 'battery'],
          [t('batteries.discharging'), numbers.power(campus.discharging_kw), 'battery'],
          [t('batteries.chargedToday'), today(campus.charged_today_kwh)],
          [t('batteries.dischargedToday'), today(campus.discharged_today_kwh)],
        ]}
      />
    </section>
  )
}
