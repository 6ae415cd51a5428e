/** @module The meters as a table: what each makes, uses, stores and exchanges with the grid. */

import type { MeterSnapshot } from '../../simulation/snapshot.ts'
import { bar } from './bar.ts'
import { figure, UNKNOWN } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Cell, type Column, renderTable } from './table.ts'

const BAR_WIDTH = 8

const COLUMNS: readonly Column[] = [
  { header: 'Meter', align: 'left', minWidth: 10, cutEnd: 'start' },
  { header: 'Location', align: 'left', minWidth: 12, cutEnd: 'start', dropRank: 3 },
  { header: 'Gen kW', align: 'right', role: 'generation', dropRank: 1 },
  { header: '', align: 'left', role: 'generation', dropRank: 4 },
  { header: 'Load kW', align: 'right', role: 'consumption', dropRank: 1 },
  { header: '', align: 'left', role: 'consumption', dropRank: 4 },
  { header: 'Battery %', align: 'right', role: 'battery', dropRank: 2 },
  { header: 'Grid kW', align: 'right' },
  { header: 'Volt', align: 'right', dropRank: 5 },
]

/** A header and one line per meter. */
export function renderMeterTable(meters: readonly MeterSnapshot[], screen: ScreenSize): string[] {
  return renderTable(COLUMNS, meters.map(meterRow), screen)
}

/**
 * The meters to show when only `room` fit: those that exchange most with the grid, in the fleet's order so that rows
 * stay where they are while numbers change.
 */
export function chooseMeters(meters: readonly MeterSnapshot[], room: number): readonly MeterSnapshot[] {
  if (meters.length <= room) return meters
  const bySize = meters
    .map(({ gridKw }, index) => ({ size: Math.abs(gridKw), index }))
    .sort((a, b) => b.size - a.size || a.index - b.index)
  return bySize
    .slice(0, Math.max(0, room))
    .sort((a, b) => a.index - b.index)
    .map(({ index }) => meters[index])
}

function meterRow(meter: MeterSnapshot): Cell[] {
  const hasPv = meter.pvKwp > 0
  const hasLoad = meter.capacityKw > 0 || meter.loadKw > 0
  return [
    meter.meterId,
    meter.location,
    hasPv ? figure(meter.generationKw) : UNKNOWN,
    hasPv ? bar(meter.generationKw / meter.pvKwp, BAR_WIDTH) : '',
    hasLoad ? figure(meter.loadKw) : UNKNOWN,
    hasLoad && meter.capacityKw > 0 ? bar(meter.loadKw / meter.capacityKw, BAR_WIDTH) : '',
    batteryCell(meter),
    gridCell(meter.gridKw),
    meter.voltageV.toFixed(1),
  ]
}

/** State of charge, with an arrow for the way it goes. */
function batteryCell({ stateOfChargePercent, batteryKw }: MeterSnapshot): string {
  if (stateOfChargePercent === null) return `${UNKNOWN}  `
  return `${stateOfChargePercent.toFixed(0)} ${figure(batteryKw) === '0' ? ' ' : batteryKw > 0 ? '↑' : '↓'}`
}

/** The size of the exchange and its direction in words, so that no sign has to be remembered. */
function gridCell(gridKw: number): Cell {
  const size = figure(Math.abs(gridKw))
  if (size === '0') return `${size}    `
  return gridKw > 0 ? { text: `${size} in `, role: 'import' } : { text: `${size} out`, role: 'export' }
}
