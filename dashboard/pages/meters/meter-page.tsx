/** @module One meter: what it does now, what it did, and what came of it. */

import type { VNode } from 'preact'
import type { Meter, MeterDetail } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { addressOf } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useTicks } from '../../state/ticks.ts'
import { History } from './history.tsx'
import { MeterBill } from './meter-bill.tsx'
import { MeterCertificates } from './meter-certificates.tsx'
import { MeterIdentity, MeterRegisters } from './meter-identity.tsx'
import { MeterQuality } from './meter-quality.tsx'
import { MeterTrades } from './meter-trades.tsx'

const REFRESH_MS = 2_000
const NOT_FOUND = 404

export function MeterPage({ id }: { readonly id: string }): VNode {
  const t = usePhrase()
  const meter = useResource<MeterDetail>(apiAddress(`meters/${encodeURIComponent(id)}`), useTicks(REFRESH_MS))
  const back = <a href={addressOf(['meters'])}>{t('meter.toMeters')}</a>
  if (meter.failure?.status === NOT_FOUND) {
    return (
      <p class="notice">
        {t('meter.none', { id })} {back}
      </p>
    )
  }
  return (
    <>
      <p class="crumb">{back}</p>
      <Waiting resource={meter} lines={8}>
        {(shown) => <MeterHead meter={shown} />}
      </Waiting>
      <History
        path={`meters/${encodeURIComponent(id)}/readings`}
        name={id}
        hasBattery={(meter.answer?.battery_capacity_kwh ?? 0) > 0}
      />
      {meter.answer !== null && (
        <div class="columns section">
          <MeterRegisters meter={meter.answer} />
          <MeterBill id={id} />
          <MeterIdentity identity={meter.answer.identity} />
          <MeterQuality id={id} />
        </div>
      )}
      <MeterTrades id={id} />
      <MeterCertificates id={id} />
    </>
  )
}

function MeterHead({ meter }: { readonly meter: Meter }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  const { live } = meter
  const values: readonly (readonly [string, string, string?])[] =
    live === null
      ? []
      : [
          [t('energy.generation'), numbers.power(live.generation_kw), 'generation'],
          [t('energy.consumption'), numbers.power(live.load_kw), 'consumption'],
          ...(live.state_of_charge === null
            ? []
            : ([
                [t('energy.battery'), numbers.power(live.battery_kw), 'battery'],
                [t('meters.soc'), numbers.percent(live.state_of_charge), 'battery'],
              ] as const)),
          [
            t(live.grid_kw < 0 ? 'energy.export' : 'energy.import'),
            numbers.power(Math.abs(live.grid_kw)),
            live.grid_kw < 0 ? 'export' : 'import',
          ],
          [t('energy.voltage'), numbers.quantity(live.voltage, 'V', 1)],
          [t('meters.quality'), words('quality', live.quality)],
          [t('chart.time'), times.seconds(live.time)],
        ]
  return (
    <section class="meter-head">
      <h2>{meter.meter_id}</h2>
      <p class="note">
        {meter.building === null ? (
          meter.location
        ) : (
          <a href={addressOf(['campus', meter.building])}>{meter.location}</a>
        )}{' '}
        · {words('type', meter.meter_type)}
      </p>
      {live === null ? <p class="notice">{t('nothing')}</p> : <Facts facts={values} isWide />}
    </section>
  )
}
