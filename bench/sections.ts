/** @module The tables of the report, in their order. */

import { MICRO_PER_UNIT } from '../src/market/money.ts'
import type { ClearingCost } from './clearing.ts'
import { DELIVERY_SECTIONS } from './delivery-sections.ts'
import type { Effort, Stretch } from './effort.ts'
import { mebibytes, millionsPerSecond, withRange } from './figures.ts'
import type { FleetSizeArguments } from './fleet-size.ts'
import { HTTP_SECTIONS } from './http-sections.ts'
import { IEEE2030_SECTIONS } from './ieee2030-sections.ts'
import { measureApart } from './measure-apart.ts'
import { measureProgram, type ProgramResult, type ProgramRun } from './program-run.ts'
import { type Spread, spreadOf } from './rounds.ts'
import type { Section } from './section.ts'
import { formatTable } from './table.ts'

/** Fleets of the comparisons with a reference: larger than the caches next to a core, or than a few blocks of lines. */
const METERS = 10_000
const WRITING_METERS = 40_000

const inMemory: Section = {
  name: 'inMemory',
  title: `Full model in memory, one core, ${METERS} meters`,
  async measure({ rounds }) {
    const { result } = await measureApart('inMemory', METERS, rounds)
    const row = (name: string, ns: typeof result.modelNs): string[] => [name, millionsPerSecond(ns), withRange(ns, 1)]
    const table = formatTable(
      ['', 'million readings/s', 'processor ns/reading', 'ratio', 'aim'],
      [
        [...row('full model', result.modelNs), withRange(result.ratio, 2), '≥ 0.4'],
        [...row('reference loop', result.referenceNs), '1', ''],
      ],
    )
    return { text: table, figures: result }
  },
}

const journalLines: Section = {
  name: 'journalLines',
  title: `JSON lines to a file, one core, ${WRITING_METERS} meters`,
  async measure({ writingRounds }, folder) {
    const { result } = await measureApart('journalLines', WRITING_METERS, writingRounds, folder)
    const row = (name: string, { wallNs, processorNs }: typeof result.program): string[] => [
      name,
      millionsPerSecond(wallNs),
      String(Math.round((result.bytesPerLine * 1e3) / wallNs.median)),
      withRange(processorNs, 0),
    ]
    const ratios = [withRange(result.wallRatio, 2), withRange(result.processorRatio, 2), '≥ 0.6']
    const table = formatTable(
      ['', 'million lines/s', 'MB/s', 'processor ns/line', 'ratio by the wall', 'by processor', 'aim'],
      [
        [...row('compute, format and write', result.program), ...ratios],
        [...row('only format and write', result.reference), '1', '1', ''],
      ],
    )
    return { text: table, figures: result }
  },
}

const fleetSizes: Section = {
  name: 'fleetSizes',
  title: 'Processor time of a reading by fleet size, one process each (aim: within 1.5 × the cheapest, 2 GB)',
  async measure({ fleetSizes, readingsPerRound, linesPerRound }, folder) {
    const memory = await costsBySize(fleetSizes, { folder: null, readingsPerRound, rounds: 3 })
    const output = await costsBySize(fleetSizes, { folder, readingsPerRound: linesPerRound, rounds: 2 })
    const cost = ({ ns, ratio, peakMib }: SizeCost, decimals: number): string[] => [
      withRange(ns, decimals),
      withRange(ratio, 2),
      mebibytes(peakMib),
    ]
    const table = formatTable(
      ['meters', 'in memory [ns]', 'ratio', 'peak', 'with output [ns]', 'ratio', 'peak'],
      fleetSizes.map((meters, size) => [
        meters === 'campus' ? 'UTCC campus (25)' : String(meters),
        ...cost(memory[size], 1),
        ...cost(output[size], 0),
      ]),
    )
    return { text: table, figures: { fleetSizes, memory, output } }
  },
}

/** What a reading costs in a fleet of one size. */
interface SizeCost {
  readonly ns: Spread
  /** To the cheapest size of the same pass. */
  readonly ratio: Spread
  readonly peakMib: number
}

/** Times the sizes are gone through, in turns: a shared machine may be slow for one and fast for the next. */
const SIZE_PASSES = 3

/** Costs in the order of the sizes. */
async function costsBySize(
  sizes: Effort['fleetSizes'],
  given: Omit<FleetSizeArguments, 'meters'>,
): Promise<SizeCost[]> {
  const passes: { ns: number[]; peakMib: number[] }[] = []
  for (let pass = 0; pass < SIZE_PASSES; pass++) {
    const measured: { ns: number[]; peakMib: number[] } = { ns: [], peakMib: [] }
    for (const meters of sizes) {
      const { result, peakMib } = await measureApart('fleetSize', { meters, ...given })
      measured.ns.push(result.median)
      measured.peakMib.push(peakMib)
    }
    passes.push(measured)
  }
  return sizes.map((_, size) => ({
    ns: spreadOf(passes.map(({ ns }) => ns[size])),
    ratio: spreadOf(passes.map(({ ns }) => ns[size] / Math.min(...ns))),
    peakMib: Math.max(...passes.map(({ peakMib }) => peakMib[size])),
  }))
}

const programRun: Section = {
  name: 'programRun',
  title:
    'The campus through the program (aims: the market adds less than 30 %; peak below 400 MiB, whatever the length)',
  async measure({ programStretches, programRounds }, folder) {
    const figures: (ProgramResult & Stretch)[] = []
    for (const stretch of programStretches) {
      figures.push({ ...stretch, ...(await measureProgram(stretch, programRounds, folder)) })
    }
    const table = formatTable(
      ['', 'interval', 'wall time', 'readings/s', 'processor', 'journal', 'peak', 'ratio by the wall', 'by processor'],
      figures.flatMap(({ days, intervalSeconds, market, metersAlone, wallRatio, processorRatio }) => {
        const row = (name: string, run: ProgramRun): string[] => [
          `${days} days, ${name}`,
          `${intervalSeconds} s`,
          `${run.seconds.toFixed(2)} s`,
          String(Math.round(run.readings / run.seconds)),
          `${(run.processorNs / 1e9).toFixed(2)} s`,
          `${Math.round(run.bytes / 1e6)} MB`,
          mebibytes(run.peakMib),
        ]
        return [
          [...row('with the market', market), withRange(wallRatio, 2), withRange(processorRatio, 2)],
          [...row('meters alone', metersAlone), '1', '1'],
        ]
      }),
    )
    return { text: `  ${figures[0].market.command}\n${table}`, figures }
  },
}

const clearing: Section = {
  name: 'clearing',
  title: 'Clearing a slot by the call auction, and its opportunities, one core (aim: within 3 × a sort of the limits)',
  async measure({ bookSizes, rounds }) {
    const figures = []
    for (const orders of bookSizes) {
      const { result } = await measureApart('clearing', orders, Math.ceil(rounds / 3))
      figures.push(result)
    }
    const cost = ({ ns, ratio }: ClearingCost): string[] => [millionsPerSecond(ns), ratio.median.toFixed(2)]
    const table = formatTable(
      ['orders', 'sort [M/s]', 'one pool [M/s]', '×', 'three levels [M/s]', '×', 'opportunities [M/s]', '×'],
      figures.map((result) => [
        String(result.orders),
        millionsPerSecond(result.sortNs),
        ...cost(result.callAuction),
        ...cost(result.slot),
        ...cost(result.opportunities),
      ]),
    )
    return { text: table, figures }
  },
}

/** Distances of prices in the full book [micro-units/kWh]: nearly all alone at theirs, or a hundred thousand levels. */
const PRICE_TICKS = [1, 20]

const orderBook: Section = {
  name: 'orderBook',
  title: 'The book of the continuous market, one core',
  async measure({ restingOrders, rounds }) {
    const figures = []
    for (const tick of PRICE_TICKS) {
      const { result, peakMib } = await measureApart('orderBook', restingOrders, tick, Math.ceil(rounds / 3))
      figures.push({ tick, ...result, peakMib })
    }
    const table = formatTable(
      ['resting orders', 'price tick', 'million orders/s', 'million events/s when full', 'peak'],
      figures.map(({ tick, restingNs, eventNs, peakMib }) => [
        String(restingOrders),
        (tick / MICRO_PER_UNIT).toFixed(6),
        millionsPerSecond(restingNs),
        millionsPerSecond(eventNs),
        mebibytes(peakMib),
      ]),
    )
    return { text: table, figures }
  },
}

const workerThreads: Section = {
  name: 'workerThreads',
  title: 'Two workers beside one, 100000 meters',
  async measure({ rounds }, folder) {
    const common = { meters: 100_000, rounds: Math.ceil(rounds / 2) }
    const memory = await measureApart('workerThreads', { ...common, folder: null, ticksPerRound: 10 })
    const output = await measureApart('workerThreads', { ...common, folder, ticksPerRound: 1 })
    const row = (name: string, { result }: typeof memory): string[] => [
      name,
      withRange(result.oneNs, 0),
      withRange(result.twoNs, 0),
      withRange(result.speedUp, 2),
    ]
    const rows = [row('in memory', memory), row('with output', output)]
    const table = formatTable(['', '1 worker [ns/reading]', '2 workers [ns/reading]', 'speed-up'], rows)
    return { text: table, figures: { memory: memory.result, output: output.result } }
  },
}

export const SECTIONS: readonly Section[] = [
  inMemory,
  journalLines,
  fleetSizes,
  programRun,
  clearing,
  orderBook,
  workerThreads,
  ...IEEE2030_SECTIONS,
  ...HTTP_SECTIONS,
  ...DELIVERY_SECTIONS,
]
