/** @module The tables of the report on IEEE 2030.5: what the server costs, beside the barest server with the same TLS. */

import { withRange } from './figures.ts'
import { measureApart } from './measure-apart.ts'
import type { Spread } from './rounds.ts'
import type { Section } from './section.ts'
import type { ServerComparison } from './server-process.ts'
import { formatTable } from './table.ts'

const utilityRequests: Section = {
  name: 'utilityRequests',
  title: 'Requests to the IEEE 2030.5 server without its network, one core (a post is read, checked and stored)',
  async measure({ rounds }) {
    const { result } = await measureApart('utilityRequests', rounds)
    const row = (name: string, { median }: Spread): string[] => [
      name,
      (median / 1000).toFixed(1),
      String(Math.round(1e9 / median)),
    ]
    const table = formatTable(
      ['', 'processor µs', 'requests/s'],
      [
        row('MirrorMeterReading with one value, only read', result.readOneNs),
        row('… posted', result.postOneNs),
        row('MirrorMeterReading with a set of four, only read', result.readSetNs),
        row('… posted', result.postSetNs),
        row('GET of a mirror', result.getMirrorNs),
        row('GET of the latest reading', result.getReadingNs),
        row('GET of ten reading sets of a hundred', result.getSetsNs),
      ],
    )
    return { text: table, figures: result }
  },
}

const utilityServer: Section = {
  name: 'utilityServer',
  title:
    'The utility server beside a bare Node.js TLS server with the same bytes (aims: GET ≥ 0.7, POST ≥ 0.35, handshake ≥ 0.9, ' +
    'less than 60 kB a device)',
  async measure({ connectedDevices, requestsPerRound, rounds }, folder) {
    const figures = []
    for (const devices of connectedDevices) {
      const { result } = await measureApart(
        'utilityServer',
        devices,
        requestsPerRound,
        Math.ceil(requestsPerRound / 20),
        Math.ceil(rounds / 2),
        folder,
      )
      figures.push(result)
    }
    const table = formatTable(
      ['devices', '', 'per second', 'processor µs', 'ratio by the wall', 'by processor', 'idle device'],
      figures.flatMap(({ devices, get, post, handshake, idleBytes, bareIdleBytes }) => {
        const idle = idleBytes === 0 ? '' : `${kilobytes(idleBytes)}, bare ${kilobytes(bareIdleBytes)}`
        return [
          [String(devices), 'GET /dcap, connection kept', ...row(get), idle],
          ['', 'POST of a reading, stored', ...row(post), ''],
          ['', 'full handshake and a GET', ...row(handshake), ''],
        ]
      }),
    )
    return { text: table, figures }
  },
}

function row({ perSecond, processorUs, wallRatio, processorRatio }: ServerComparison): string[] {
  return [withRange(perSecond, 0), withRange(processorUs, 0), withRange(wallRatio, 2), withRange(processorRatio, 2)]
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`
}

export const IEEE2030_SECTIONS: readonly Section[] = [utilityRequests, utilityServer]
