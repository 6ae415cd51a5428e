/** @module Every meter with what it does now, searched, filtered and sorted. */

import type { VNode } from 'preact'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import type { Meter } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { refine, usePlace } from '../../state/place.ts'
import { useAllMeters } from './all-meters.ts'
import { MeterTable } from './meter-table.tsx'

const TYPES: readonly Meter['meter_type'][] = ['Solar_Prosumer', 'Hybrid_Prosumer', 'Battery_Storage', 'Grid_Consumer']

const NONE: readonly Meter[] = []

export function MeterList(): VNode {
  const meters = useAllMeters()
  const wanted = useWanted(meters.answer ?? NONE)
  return (
    <>
      <Filters total={meters.answer?.length ?? 0} shown={wanted.length} />
      <Waiting resource={meters} lines={18}>
        {() => <MeterTable meters={wanted} />}
      </Waiting>
    </>
  )
}

function useWanted(meters: readonly Meter[]): readonly Meter[] {
  const { query } = usePlace()
  const [search, type] = [(query.get('search') ?? '').toLowerCase(), query.get('type') ?? '']
  return useMemo(
    () =>
      meters.filter(
        ({ meter_id, location, meter_type }) =>
          (type === '' || meter_type === type) && `${meter_id}\n${location}`.toLowerCase().includes(search),
      ),
    [meters, search, type],
  )
}

function Filters({ total, shown }: { readonly total: number; readonly shown: number }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const { query } = usePlace()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const wantsFocus = query.get('focus') === 'search'
  useEffect(() => {
    if (!wantsFocus) return
    field.current?.focus()
    refine({ focus: '' })
  }, [wantsFocus])
  return (
    <search class="controls">
      <label for={`${id}-search`}>
        {t('meters.search')}
        <input
          ref={field}
          id={`${id}-search`}
          type="search"
          aria-keyshortcuts="/"
          value={query.get('search') ?? ''}
          onInput={({ currentTarget }) => refine({ search: currentTarget.value })}
        />
      </label>
      <label for={`${id}-type`}>
        {t('meters.type')}
        <select
          id={`${id}-type`}
          value={query.get('type') ?? ''}
          onChange={({ currentTarget }) => refine({ type: currentTarget.value })}
        >
          <option value="">{t('meters.all')}</option>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {words('type', type)}
            </option>
          ))}
        </select>
      </label>
      <p class="note" role="status">
        {total > 0 && t('meters.count', { n: numbers.count(shown), total: numbers.count(total) })}
      </p>
    </search>
  )
}
