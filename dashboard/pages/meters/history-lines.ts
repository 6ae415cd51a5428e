/** @module The history of a meter or of the campus as the lines of its charts. */

export type Entry = { readonly timestamp: string } & Readonly<Record<string, unknown>>

const LENGTHS_S: Readonly<Record<string, number>> = { '15m': 900, '1h': 3_600 }
const HOUR_S = 3_600

/**
 * @param resolution - what the entries were summed up over
 * @param intervalS - length of a reading's interval
 */
export function linesOf(entries: readonly Entry[], resolution: string, intervalS: number) {
  const lengthS = LENGTHS_S[resolution] ?? intervalS
  const lines = {
    times: [] as number[],
    generation: [] as (number | null)[],
    consumption: [] as (number | null)[],
    battery: [] as (number | null)[],
    grid: [] as (number | null)[],
    charge: [] as (number | null)[],
    voltage: [] as (number | null)[],
    ask: [] as (number | null)[],
    bid: [] as (number | null)[],
  }
  let before: number | null = null
  for (const entry of entries) {
    const time = Date.parse(entry.timestamp) / 1000
    const energy = (field: string): number => Number(entry[field])
    // The present quarter is not over: a mean is over what was measured.
    const measuredS = Number(entry.seconds ?? Number(entry.readings ?? 1) * intervalS)
    const kw = (kwh: number): number => (kwh * HOUR_S) / measuredS
    if (before !== null && time - before > lengthS * 1.5) add(before + 1, () => null)
    add(time, (value) => value)
    before = time

    function add(at: number, shown: (value: number | null) => number | null): void {
      lines.times.push(at)
      lines.generation.push(shown(kw(energy('energy_generated'))))
      lines.consumption.push(shown(kw(energy('energy_consumed'))))
      lines.battery.push(shown(kw(stored(entry))))
      lines.grid.push(shown(kw(energy('energy_imported') - energy('energy_exported'))))
      lines.charge.push(shown(entry.battery_level == null ? null : energy('battery_level')))
      lines.voltage.push(shown(energy('voltage')))
      lines.ask.push(shown(energy('max_sell_price')))
      lines.bid.push(shown(energy('max_buy_price')))
    }
  }
  return lines
}

/** Into the batteries less out of them [kWh]. */
function stored(entry: Entry): number {
  return Number(entry.energy_stored ?? Number(entry.battery_charged) - Number(entry.battery_discharged))
}
