/** @module The energy of a run in tables: by meter type, as shares, by building type. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { METER_TYPES } from '../../campus/meter.ts'
import type { EnergyTotals, RunSummary } from '../../simulation/summary.ts'
import { count, figure, percent } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

type Screen = Pick<ScreenSize, 'columns' | 'color'>

const ENERGY_COLUMNS: readonly Column[] = [
  { header: 'Energy, kWh', align: 'left', minWidth: 15 },
  { header: 'Meters', align: 'right', dropRank: 2 },
  { header: 'Generated', align: 'right', role: 'generation' },
  { header: 'Consumed', align: 'right', role: 'consumption' },
  { header: 'Charged', align: 'right', role: 'battery', dropRank: 1 },
  { header: 'Discharged', align: 'right', role: 'battery', dropRank: 1 },
  { header: 'Imported', align: 'right', role: 'import' },
  { header: 'Exported', align: 'right', role: 'export' },
]

/** A row per meter type of the run and their sum. */
export function renderEnergyTable(summary: RunSummary, screen: Screen): string[] {
  const types = METER_TYPES.flatMap((type) => {
    const row = summary.byMeterType[type]
    return row === undefined ? [] : [energyRow(type, row.meters, row)]
  })
  return renderTable(ENERGY_COLUMNS, [...types, energyRow('All', summary.meters, summary.energy)], screen)
}

function energyRow(name: string, meters: number, energy: EnergyTotals): string[] {
  const { generatedKwh, consumedKwh, chargedKwh, dischargedKwh, importedKwh, exportedKwh } = energy
  const energies = [generatedKwh, consumedKwh, chargedKwh, dischargedKwh, importedKwh, exportedKwh]
  return [name, count(meters), ...energies.map(figure)]
}

const SHARE_COLUMNS: readonly Column[] = [
  { header: 'Shares, %', align: 'left', minWidth: 15 },
  { header: 'Self-consumption', align: 'right' },
  { header: 'Self-sufficiency', align: 'right' },
]

/** What stayed behind the meter, by meter type, over all, and if the campus were one meter. */
export function renderShareTable(summary: RunSummary, screen: Screen): string[] {
  const types = METER_TYPES.flatMap((type) => {
    const row = summary.byMeterType[type]
    return row === undefined ? [] : [[type, percent(row.selfConsumption), percent(row.selfSufficiency)]]
  })
  return renderTable(
    SHARE_COLUMNS,
    [
      ...types,
      ['All, each meter for itself', percent(summary.selfConsumption), percent(summary.selfSufficiency)],
      ['All as one meter', percent(summary.campusSelfConsumption), percent(summary.campusSelfSufficiency)],
    ],
    screen,
  )
}

const BUILDING_COLUMNS: readonly Column[] = [
  { header: 'Buildings', align: 'left', minWidth: 10 },
  { header: 'Meters', align: 'right', dropRank: 2 },
  { header: 'Floor m²', align: 'right', dropRank: 1 },
  { header: 'Consumed kWh', align: 'right', role: 'consumption' },
  { header: 'kWh/m² a year', align: 'right' },
  { header: 'Load factor', align: 'right' },
]

/** A row per building type of the run. */
export function renderBuildingTable(summary: RunSummary, screen: Screen): string[] {
  const rows = BUILDING_TYPES.flatMap((type) => {
    const row = summary.byBuildingType[type]
    if (row === undefined) return []
    const { meters, floorAreaM2, consumedKwh, energyIntensityKwhPerM2, loadFactor } = row
    const figures = [figure(consumedKwh), figure(energyIntensityKwhPerM2), figure(loadFactor)]
    return [[type, count(meters), count(floorAreaM2), ...figures]]
  })
  return rows.length === 0 ? [] : renderTable(BUILDING_COLUMNS, rows, screen)
}
