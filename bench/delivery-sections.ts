/** @module The tables of the report on delivery: each destination beside the barest use of the same library and server. */

import { prepareKafka } from '../test/services/kafka.ts'
import { reasonToSkip } from '../test/services/obtainable.ts'
import { prepareRedis } from '../test/services/redis.ts'
import { mebibytes, withRange } from './figures.ts'
import { measureApart } from './measure-apart.ts'
import type { Spread } from './rounds.ts'
import type { Section } from './section.ts'
import { formatTable } from './table.ts'

const sqlRows: Section = {
  name: 'sqlRows',
  title: 'Readings of the campus into PostgreSQL on the same machine, one session',
  async measure({ sqlDays, writingRounds }, folder) {
    const { result } = await measureApart('sqlRows', sqlDays, Math.ceil(writingRounds / 2), folder)
    const row = (name: string, ns: Spread): string[] => [name, String(Math.round(1e9 / ns.median)), withRange(ns, 0)]
    const table = formatTable(
      ['', 'rows/s', 'ns/row', 'ratio', 'aim'],
      [
        [...row('sink: lines, summaries and cursor', result.sinkNs), withRange(result.ratio, 2), '≥ 0.7'],
        [...row('bare COPY of the same bytes', result.bareNs), '1', ''],
      ],
    )
    return { text: table, figures: result }
  },
}

const embeddedStore: Section = {
  name: 'embeddedStore',
  title: 'Rows of 38 columns with a primary key into the embedded store, 10000 a transaction (aim: ≥ 0.7)',
  async measure({ storeRows: { perRound, inAll }, rounds }, folder) {
    const { result: speed } = await measureApart('storeSpeed', perRound, Math.ceil(rounds / 2), folder)
    const { result: size, peakMib } = await measureApart('storeSize', inAll, folder)
    const rate = ({ median, min, max }: Spread): string =>
      withRange({ median: 1e9 / median, min: 1e9 / max, max: 1e9 / min }, 0)
    const speeds = formatTable(
      ['', 'rows/s', 'ratio'],
      [
        ['openStore', rate(speed.storeNs), withRange(speed.ratio, 2)],
        ['the database alone', rate(speed.bareNs), '1'],
      ],
    )
    const sizes = formatTable(
      ['rows', 'first opening', 'opening again', 'folder', 'its log', 'peak'],
      [
        [
          String(size.rows),
          `${Math.round(size.firstOpenMs)} ms`,
          `${Math.round(size.reopenMs)} ms`,
          `${Math.round(size.folderMb)} MB`,
          `${Math.round(size.logMb)} MB`,
          mebibytes(peakMib),
        ],
      ],
    )
    return { text: `${speeds}\n\n${sizes}`, figures: { speed, size: { ...size, peakMib } } }
  },
}

const kafkaMessages: Section = {
  name: 'kafkaMessages',
  title: 'Readings into Kafka in transactions, one broker on the same machine, by the wall (aim: ≥ 0.7 × the producer)',
  async measure({ transactionSizes, recordsPerRound, rounds }, folder) {
    const missing = reasonToSkip('Kafka', prepareKafka)
    if (missing !== null) return { text: `  ${missing}`, figures: null }
    const figures = []
    for (const records of transactionSizes) {
      const perRound = Math.max(1, Math.round(recordsPerRound / records))
      const { result, peakMib } = await measureApart('kafkaMessages', records, perRound, Math.ceil(rounds / 2), folder)
      figures.push({ records, ...result, peakMib })
    }
    const perSecond = ({ median, min, max }: Spread): string =>
      withRange({ median: 1e6 / median, min: 1e6 / max, max: 1e6 / min }, 1)
    const table = formatTable(
      ['records per transaction', 'sink [thousand/s]', 'bare producer [thousand/s]', 'ratio', 'peak'],
      figures.map(({ records, sinkNs, producerNs, ratio, peakMib }) => [
        String(records),
        perSecond(sinkNs),
        perSecond(producerNs),
        withRange(ratio, 2),
        mebibytes(peakMib),
      ]),
    )
    return { text: table, figures }
  },
}

const liveLatency: Section = {
  name: 'liveLatency',
  title: 'Ticks of a live campus, one each 100 ms: how late, by what becomes of its destinations (aim: all the same)',
  async measure({ liveTicks }, folder) {
    const missing = reasonToSkip('Kafka', prepareKafka) ?? reasonToSkip('Redis', prepareRedis)
    if (missing !== null) return { text: `  ${missing}`, figures: null }
    const { result } = await measureApart('liveLatency', liveTicks, folder)
    const table = formatTable(
      ['destinations', 'ticks', 'median [ms]', '99th percentile [ms]', 'worst [ms]'],
      result.lateness.map(({ destinations, ticks, median, p99, worst }) => [
        destinations,
        String(ticks),
        String(median),
        String(p99),
        String(worst),
      ]),
    )
    const catchUp = `deliver of a recorded day into PostgreSQL: ${Math.round(result.catchUp)} × real time (aim: ≥ 50)`
    return { text: `${table}\n  ${catchUp}`, figures: result }
  },
}

export const DELIVERY_SECTIONS: readonly Section[] = [sqlRows, embeddedStore, kafkaMessages, liveLatency]
