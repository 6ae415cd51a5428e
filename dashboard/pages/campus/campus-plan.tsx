/** @module The plan: every building in the colour of what it does, reached by pointer and by arrow keys. */

import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Building } from '../../api/api-types.ts'
import { rootFontPx } from '../../charts/chart-options.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { useFreshness } from '../../state/freshness.ts'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'
import { readingOf, type Scale } from './measures.ts'
import { placeSentence } from './place-facts.ts'
import { PlaceShape } from './place-shape.tsx'
import { drawnGrid, drawnPlan, placeBeside } from './plan-geometry.ts'

interface CampusPlanProps {
  readonly places: readonly Building[]
  readonly scale: Scale
  /** Of the window's height, at most. */
  readonly mostHeight: number
  readonly withNames: boolean
  readonly onPoint: (place: string) => void
}

/** Until it is known how much room there is [CSS pixels]. */
const USUAL_WIDTH = 320
const LEAST_HEIGHT = 260

export function CampusPlanPicture({ places, scale, mostHeight, withNames, onPoint }: CampusPlanProps): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const plan = useStore(live, ({ campus }) => campus?.plan ?? null)
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const { freshness } = useFreshness()
  const box = useRef<HTMLElement>(null)
  const room = useRoom(box)
  const names = places.map(({ building }) => building).join('\n')
  const textPx = rootFontPx() * (withNames && room.width > 500 ? 0.86 : 0.74)
  const drawn = useMemo(
    () =>
      plan === null
        ? drawnGrid(names.split('\n'), room.width, textPx)
        : drawnPlan(plan, room.width, Math.max(LEAST_HEIGHT, room.windowHeight * mostHeight)),
    [plan, names, room, textPx, mostHeight],
  )
  const [current, setCurrent] = useState(0)
  const byName = new Map(places.map((place) => [place.building, place]))

  function onKey(event: KeyboardEvent): void {
    const next = placeBeside(drawn.places, current, event.key)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    box.current?.querySelector<SVGElement>(`[data-place="${next}"]`)?.focus()
  }

  return (
    <section class="plan" ref={box} aria-label={t(`campus.by.${scale.measure}`)}>
      <svg width={drawn.width} height={drawn.height} role="presentation" data-freshness={freshness}>
        <defs>
          <pattern id="gives" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V7" />
          </pattern>
        </defs>
        {drawn.places.map((shape, i) => {
          const place = byName.get(shape.place)
          if (place === undefined) return null
          const reading = readingOf(place, scale, numbers)
          return (
            <PlaceShape
              key={shape.place}
              drawn={shape}
              reading={reading}
              sentence={placeSentence(place, { t, numbers, currency }, `${shape.label} ${reading.text}`)}
              href={placeAddress(place)}
              index={i}
              isCurrent={i === current}
              textPx={textPx}
              withName={withNames}
              onKey={onKey}
              onPoint={() => {
                setCurrent(i)
                onPoint(shape.place)
              }}
            />
          )
        })}
      </svg>
    </section>
  )
}

/** A building with one meter is that meter. */
export function placeAddress({ building, meter_id }: Building): string {
  return meter_id === null ? addressOf(['campus', building]) : addressOf(['meters', meter_id])
}

interface Room {
  readonly width: number
  readonly windowHeight: number
}

function useRoom(box: { readonly current: HTMLElement | null }): Room {
  const [room, setRoom] = useState<Room>({ width: USUAL_WIDTH, windowHeight: window.innerHeight })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const width = Math.max(element.clientWidth, 200)
      const windowHeight = window.innerHeight
      setRoom((before) =>
        before.width === width && before.windowHeight === windowHeight ? before : { width, windowHeight },
      )
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return room
}
