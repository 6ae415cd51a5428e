/** @module Who a meter is for IEEE 2030.5, and what it has counted. */

import type { VNode } from 'preact'
import type { MeterDetail } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { CopyButton } from '../../layout/copy-button.tsx'
import { Facts } from '../../layout/facts.tsx'
import { addressOf } from '../../state/place.ts'

const WH_PER_KWH = 1_000
/** Decimal digits of an SFDI on labels. */
const SFDI_DIGITS = 12

export function MeterRegisters({ meter }: { readonly meter: MeterDetail }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const { registers, pv_capacity_kw: kwp, battery_capacity_kwh: kwh } = meter
  const counted = (wh: number): string => numbers.energy(wh / WH_PER_KWH)
  return (
    <section>
      <h2>{t('meter.registers')}</h2>
      {registers === null ? (
        <p class="notice">{t('nothing')}</p>
      ) : (
        <Facts
          facts={[
            [t('energy.import'), counted(registers.import_register), 'import'],
            [t('energy.export'), counted(registers.export_register), 'export'],
            ...(kwp > 0
              ? [[t('energy.generation'), counted(registers.generation_register), 'generation'] as const]
              : []),
            ...(kwp > 0 ? [[t('meter.array'), numbers.quantity(kwp, 'kWp')] as const] : []),
            ...(kwh > 0 ? [[t('energy.battery'), numbers.energy(kwh)] as const] : []),
          ]}
        />
      )}
    </section>
  )
}

export function MeterIdentity({ identity }: Pick<MeterDetail, 'identity'>): VNode {
  const t = usePhrase()
  const times = useTimes()
  return (
    <section>
      <h2>{t('meter.identity')}</h2>
      {identity === null ? (
        <p class="notice">{t('meter.noIdentity')}</p>
      ) : (
        <>
          <Facts
            facts={[
              [t('ieee.field.lfdi'), <code key="lfdi">{spaced(identity.lfdi, 4)}</code>],
              ['SFDI', <code key="sfdi">{spaced(String(identity.sfdi).padStart(SFDI_DIGITS, '0'), 3)}</code>],
              [
                t('meter.certificate'),
                identity.expires === null
                  ? t('meter.neverEnds')
                  : t('meter.ends', { date: times.date(identity.expires) }),
              ],
              ...(identity.connected === null
                ? []
                : [[t('meter.server'), t(identity.connected ? 'ieee.connected' : 'meter.notConnected')] as const]),
            ]}
          />
          <p class="note">
            <CopyButton text={identity.lfdi} />{' '}
            {identity.connected !== null && (
              <a href={addressOf(['ieee2030_5'], { device: identity.lfdi, target: '/dcap' })}>{t('meter.resources')}</a>
            )}
          </p>
        </>
      )}
    </section>
  )
}

/** In groups, as the standard prints identifiers. */
function spaced(text: string, size: number): string {
  return text.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? text
}
