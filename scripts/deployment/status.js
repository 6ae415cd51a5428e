/** @module Tells how the campus does, for people in lines and for programs by the exit code. */

import { span } from '../../dist/cli/terminal/figures.js'
import { megabytes } from '../../dist/cli/terminal/sink-lines.js'
import { CampusDoor } from './campus-door.js'
import { campusState, endSentence, holderSentence } from './campus-state.js'
import { configuration, tokenOf } from './configuration.js'
import { logEnd } from './log-end.js'
import { LOG_FILE } from './places.js'
import { rows } from './rows.js'

const HEALTHY = 0
const NOT_WELL = 1
const STOPPED = 3
const ENDED = 4
const SHOWN_ALERTS = 5

/** @returns the exit code */
export async function status() {
  const { settings, api } = configuration()
  const state = campusState(settings)
  switch (state.kind) {
    case 'stopped':
      console.log('stopped: nothing runs.')
      return STOPPED
    case 'ended':
      console.log(`crashed: ${endSentence(state.campus)} Start it again: nothing that is in its journal is lost.`)
      console.log(logLines(state.campus.pid))
      return ENDED
    case 'elsewhere':
      console.log(holderSentence(state.holder, settings))
      return tell({ pid: state.holder.pid, output: settings.outputFile, api }, settings)
    default:
      return tell(state.campus, settings)
  }
}

async function tell({ pid, output, api }, settings) {
  const door = new CampusDoor(api, tokenOf(settings, output))
  const paths = ['health', 'api/v1/status', 'api/v1/ieee2030_5', `api/v1/alerts?open=true&limit=${SHOWN_ALERTS}`]
  const [health, simulation, utility, alerts] = await Promise.all(paths.map((path) => door.ask(path)))
  if (simulation?.status !== 200 || !Array.isArray(health?.body.components)) {
    const answer = simulation === null ? 'does not answer' : `answers with status ${simulation.status}`
    console.log(`not well: process ${pid} runs, and ${answer} at ${api}.`)
    console.log(logLines(pid))
    return NOT_WELL
  }
  const isWell = health.body.status === 'ok'
  const lines = [
    ['process', `${pid}, up ${span(secondsSince(simulation.body.started))}`],
    ...simulationRows(simulation.body),
    ...simulation.body.sinks.map(sinkRow),
    ...utilityRows(utility?.body),
    ...alertRows(alerts),
  ]
  console.log(`${isWell ? 'healthy' : health.body.status}: ${simulation.body.campus}`)
  console.log(rows(lines).join('\n'))
  for (const part of health.body.components.filter(({ status: each }) => each !== 'ok')) console.log(trouble(part))
  return isWell ? HEALTHY : NOT_WELL
}

function simulationRows({ state, tick, time, interval_seconds: interval, speed, late_ticks: late, meters }) {
  const pace = speed === 1 ? '' : `, ${speed} times as fast as the clock`
  return [
    ['simulation', `${state}, ${meters} meters, an interval of ${interval} s${pace}`],
    [
      'last tick',
      time === null ? 'none yet' : `${tick}, of ${time}${speed === 1 ? `, ${span(secondsSince(time))} ago` : ''}`,
    ],
    ['late ticks', String(late)],
  ]
}

function sinkRow({ name, state, behind_bytes: behind, latest_reading: latest, last_error: error }) {
  const reading = latest === null ? '' : `, has readings up to ${latest}`
  return [`to ${name}`, `${state}, ${megabytes(behind)} behind${reading}${error === null ? '' : `: ${error}`}`]
}

function utilityRows(told) {
  const server = told?.server ?? null
  if (server === null) return []
  const connected = server.connected_devices.length
  return [['utility server', `port ${server.port}, ${connected} devices connected`]]
}

/** Those that are open. */
function alertRows(answer) {
  if (answer?.status !== 200) return []
  const { items, open_alerts: open } = answer.body
  const rows = items.map(({ severity, message }) => ['', `${severity}: ${message}`])
  return [['alerts', open === 0 ? 'none' : String(open)], ...rows]
}

function trouble({ component, status: state, since, last_error: error, fix }) {
  const parts = [error, since === null ? null : `since ${since}`, fix].filter((part) => part !== null)
  return `  ${component} is ${state}: ${parts.join('; ')}`
}

function logLines(pid) {
  return [`The end of ${LOG_FILE}:`, ...logEnd(pid).map((line) => `  ${line}`)].join('\n')
}

function secondsSince(time) {
  return (Date.now() - Date.parse(time)) / 1000
}
