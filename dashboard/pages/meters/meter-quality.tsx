/** @module How far a meter's readings of today can be trusted. */

import type { VNode } from 'preact'
import type { MeterQuality as Quality } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { useTicks } from '../../state/ticks.ts'

/** Counting a day is work, and hardly changes [ms]. */
const REFRESH_MS = 15_000
const KINDS = ['good', 'estimated', 'suspect'] as const

export function MeterQuality({ id }: { readonly id: string }): VNode {
  const t = usePhrase()
  const isReady = useStore(live, (value) => value.now !== null)
  const address = isReady ? apiAddress(`meters/${encodeURIComponent(id)}/quality`) : null
  const quality = useResource<Quality>(address, useTicks(REFRESH_MS))
  return (
    <section>
      <h2>{t('meter.quality')}</h2>
      <Waiting resource={quality} lines={4}>
        {(shown) => <Counts quality={shown} />}
      </Waiting>
    </section>
  )
}

function Counts({ quality }: { readonly quality: Quality }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const all = KINDS.reduce((total, kind) => total + quality[kind], 0)
  if (all === 0) return <p class="notice">{t('meter.noHistory')}</p>
  return (
    <Facts
      facts={[
        ...KINDS.map(
          (kind) =>
            [
              words('quality', kind),
              `${numbers.count(quality[kind])} (${numbers.share(quality[kind] / all)})`,
              kind === 'good' || quality[kind] === 0 ? undefined : 'ink',
            ] as const,
        ),
        ...quality.reasons.map(({ reason, readings }) => [words('reason', reason), numbers.count(readings)] as const),
      ]}
    />
  )
}
