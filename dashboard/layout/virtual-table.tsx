/** @module A table of any length: only the rows in sight are there, and arrow keys go through all of them. */

import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export interface Column<Row> {
  readonly key: string
  readonly name: string
  readonly isNumber?: boolean
  /** Left out on narrow screens. */
  readonly isSecondary?: boolean
  readonly cell: (row: Row) => ComponentChildren
  /** Which way round to sort; columns without one cannot be sorted by. */
  readonly order?: (row: Row) => number | string
}

interface VirtualTableProps<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Where a row leads, from its first cell. */
  readonly hrefOf: (row: Row) => string
  readonly sortedBy: string
  readonly isDescending: boolean
  readonly onSort: (key: string) => void
}

/** Of the page's text. */
const ROW_REM = 2.2
/** Rows kept beyond what is in sight. */
const BEYOND = 12

export function VirtualTable<Row>(props: VirtualTableProps<Row>): VNode {
  const { name, columns, rows, keyOf, hrefOf, sortedBy, isDescending, onSort } = props
  const box = useRef<HTMLElement>(null)
  const window = useWindow(box, rows.length)
  const [active, setActive] = useState(0)
  const focusNext = useRef(false)
  const current = Math.min(active, Math.max(0, rows.length - 1))
  const [first, last] = window.range
  const shown = rows.slice(first, last)

  useEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    box.current?.querySelector<HTMLElement>(`[data-row="${current}"]`)?.focus({ preventScroll: true })
  })

  function onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      event.key
    ]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(rows.length - 1, current + step))
    window.show(next)
    focusNext.current = true
    setActive(next)
  }

  return (
    <section class="virtual" ref={box} aria-label={name} onScroll={window.look}>
      <table aria-rowcount={rows.length + 1} aria-label={name}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={classOf(column)}
                aria-sort={column.key === sortedBy ? (isDescending ? 'descending' : 'ascending') : undefined}
              >
                {column.order === undefined ? (
                  column.name
                ) : (
                  <button type="button" onClick={() => onSort(column.key)}>
                    {column.name}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKey}>
          <Spacer rows={first} columns={columns.length} />
          {shown.map((row, i) => (
            <tr key={keyOf(row)} aria-rowindex={first + i + 2} class="virtual-row">
              {columns.map((column, j) => (
                <td key={column.key} class={classOf(column)}>
                  {j === 0 ? (
                    <a
                      href={hrefOf(row)}
                      data-row={first + i}
                      tabIndex={
                        first + i === current || (current < first && i === 0) || (current >= last && i === 0) ? 0 : -1
                      }
                      onFocus={() => setActive(first + i)}
                    >
                      {column.cell(row)}
                    </a>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
          <Spacer rows={rows.length - last} columns={columns.length} />
        </tbody>
      </table>
    </section>
  )
}

function classOf({ isNumber = false, isSecondary = false }: Column<never>): string {
  return `${isNumber ? 'number' : ''} ${isSecondary ? 'secondary' : ''}`.trim()
}

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }): VNode | null {
  if (rows <= 0) return null
  return (
    <tr>
      <td colSpan={columns} class="spacer" style={{ height: `${rows * ROW_REM}rem` }} />
    </tr>
  )
}

function rowPx(): number {
  return ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

interface Window {
  readonly range: readonly [first: number, last: number]
  readonly look: () => void
  /** Scrolls until a row is in sight. */
  readonly show: (row: number) => void
}

function useWindow(box: { readonly current: HTMLElement | null }, count: number): Window {
  const [range, setRange] = useState<readonly [number, number]>([0, 40])
  const look = (): void => {
    const element = box.current
    if (element === null) return
    const height = rowPx()
    const first = Math.max(0, Math.floor(element.scrollTop / height) - BEYOND)
    const last = Math.ceil((element.scrollTop + element.clientHeight) / height) + BEYOND
    setRange((before) => (before[0] === first && before[1] === last ? before : [first, last]))
  }
  useEffect(look, [count])
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const show = (row: number): void => {
    const element = box.current
    if (element === null) return
    const height = rowPx()
    // The head stays over the first row in sight.
    const [top, bottom] = [row * height, (row + 2) * height]
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
    look()
  }
  return { range: [Math.min(range[0], Math.max(0, count - 1)), Math.min(range[1], count)], look, show }
}
