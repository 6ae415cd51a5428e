import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAMPUS, CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { closedSegments, linesOf, type Reading, sha256, wholeJournal } from './journal.ts'
import { Killer } from './kills.ts'
import { runProgram, startProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

const MAX_STARTS = 100
const KILLS = 6

let folder: string

beforeAll(() => {
  folder = temporaryFolder()
})

const ARRAYS = CAMPUS.meters.filter(({ pv }) => pv !== undefined).map(({ meter_id }) => meter_id)
const BATTERIES = CAMPUS.meters.filter(({ battery }) => battery !== undefined).map(({ meter_id }) => meter_id)

const command = (at: string, told: object): string => `${JSON.stringify({ timestamp: at, command: told })}\n`
const der = (meterId: string, control: object | null) => ({ kind: 'der_control', meter_id: meterId, control })

/** A day on which arrays are cut off at noon, a battery is steered, and the grid's prices change. */
function dayOf(date: string): string {
  const [battery] = BATTERIES
  return [
    command(`${date}T09:00:00+07:00`, der(battery, { target_power_kw: 4, ramp_seconds: 1800 })),
    ...ARRAYS.map((id) => command(`${date}T12:00:00+07:00`, der(id, { max_limit: 0.1 }))),
    command(`${date}T12:00:00+07:00`, { kind: 'grid_prices', purchase_rate: 0.5, feed_in_rate: 0.05 }),
    command(`${date}T12:15:00+07:00`, der(ARRAYS[0], { is_connected: false })),
    ...ARRAYS.map((id) => command(`${date}T13:00:00+07:00`, der(id, null))),
    command(`${date}T13:00:00+07:00`, { kind: 'grid_prices' }),
  ].join('')
}

const commandsOf = (output: string): string => output.replace(/\.jsonl$/, '.commands.jsonl')

function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('commands from a file', () => {
  it('curtail a campus at noon, and what was recorded of them gives the same readings again', async () => {
    const told = written('noon.jsonl', dayOf('2025-01-01'))
    const output = join(folder, 'noon readings.jsonl')
    const args = ['--duration', '1d', '--quiet']
    await succeed(runArguments(output, ...args, '--commands', told))
    const kw: Record<string, number> = {}
    for (const line of linesOf(output)) {
      const reading: Reading = JSON.parse(line)
      if (reading.timestamp === '2025-01-01T05:30:00Z')
        kw[String(reading.meter_id)] = 4 * Number(reading.energy_generated)
      // Fifteen minutes from noon on, and from a quarter past.
      if (reading.meter_id === ARRAYS[0] && String(reading.timestamp) === '2025-01-01T05:30:00Z') {
        expect(reading).toMatchObject({ grid_connection_status: 'Disconnected', grid_purchase_rate: 0.5 })
      }
    }
    for (const { meter_id: id, pv, battery } of CAMPUS.meters) {
      if (pv === undefined) continue
      // No inverter is larger than its array.
      expect(kw[id]).toBeLessThanOrEqual(0.1 * (pv.kwp + (battery === undefined ? 0 : battery.power_kw)))
    }
    expect(kw[ARRAYS[0]]).toBe(0)

    const again = join(folder, 'again.jsonl')
    await succeed(runArguments(again, ...args, '--workers', '2', '--commands', commandsOf(output)))
    expect(sha256(again)).toBe(sha256(output))
    expect(sha256(commandsOf(again))).toBe(sha256(commandsOf(output)))
    const untold = join(folder, 'untold.jsonl')
    await succeed(runArguments(untold, ...args))
    expect(sha256(untold)).not.toBe(sha256(output))

    const { exitCode, stdout } = await runProgram(['journal', 'verify', '--output', output])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`${commandsOf(output)}: ${2 * ARRAYS.length + 4} records, whole`)
  })

  it('that make no sense are refused, line by line', async () => {
    const told = written(
      'nonsense.jsonl',
      command('2025-01-01T12:00:00', der(ARRAYS[0], null)) +
        command('2025-01-01T05:00:00Z', der(ARRAYS[0], { max_limit: 2 })),
    )
    const output = join(folder, 'nonsense readings.jsonl')
    expectRefused(await runProgram(runArguments(output, '--duration', '1h', '--commands', told)), [
      [`${told}:1`, 'timestamp', '2025-01-01T12:00:00'],
      [`${told}:2`, 'command.control.max_limit', 'a share from 0 to 1'],
    ])
    const own = written('own.commands.jsonl', '')
    const into = join(folder, 'own.jsonl')
    expectRefused(await runProgram(runArguments(into, '--duration', '1h', '--commands', own)), [
      ['--commands', 'not beside the output'],
    ])
  })
})

describe('kill -9 at random moments, then the same command with --resume', () => {
  const DAYS = 12
  const told = (): string =>
    written(
      'many days.jsonl',
      Array.from({ length: DAYS }, (_, day) =>
        dayOf(new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)),
      ).join(''),
    )

  it('gives the bytes of an uninterrupted batch and its commands', async () => {
    const args = ['--duration', `${DAYS}d`, '--quiet', '--commands', told()]
    const reference = join(folder, 'reference.jsonl')
    const begun = performance.now()
    await succeed(runArguments(reference, ...args))
    const longestDelayMs = performance.now() - begun
    const wholeLength = statSync(reference).size
    const killer = new Killer({ seed: 5, longestDelayMs, wholeLength, meters: CAMPUS_METERS })
    let completed = 0
    let isBegun = false
    for (let start = 0; start < MAX_STARTS && (killer.kills.length < KILLS || completed === 0); start++) {
      const output = join(folder, `killed ${completed}.jsonl`)
      const program = startProgram(runArguments(output, ...args, ...(isBegun ? ['--resume'] : [])))
      if (killer.kills.length < KILLS && (await killer.kill(program, output))) {
        isBegun = true
        continue
      }
      expect(await program.ended).toMatchObject({ exitCode: 0 })
      expect(sha256(output)).toBe(sha256(reference))
      expect(sha256(commandsOf(output))).toBe(sha256(commandsOf(reference)))
      completed++
      isBegun = false
    }
    process.stdout.write(`commands: ${killer.describe()}; ${completed} runs completed\n`)
    expect(completed).toBeGreaterThan(0)
  })

  it('gives the bytes of a batch also in a live run', async () => {
    const output = join(folder, 'live.jsonl')
    const commands = ['--quiet', '--commands', told()]
    const live = runArguments(output, '--speed', '200000', ...commands)
    const killer = new Killer({ seed: 6, longestDelayMs: 2000, meters: CAMPUS_METERS })
    for (let start = 0; start < 4; start++) {
      expect(await killer.kill(startProgram(start === 0 ? live : [...live, '--resume']), output)).toBe(true)
    }
    const last = startProgram([...live, '--resume'])
    const midnights = closedSegments(output).length
    await last.until('it had passed a midnight', () => closedSegments(output).length > midnights)
    last.kill('SIGINT')
    expect(await last.ended).toMatchObject({ exitCode: 0 })
    const bytes = wholeJournal(output)
    const ticks = bytes.toString('utf8').trimEnd().split('\n').length / CAMPUS_METERS
    const batch = join(folder, 'as batch.jsonl')
    await succeed(runArguments(batch, '--duration', `${ticks * 900}s`, ...commands))
    expect(bytes.equals(readFileSync(batch))).toBe(true)
    expect(readFileSync(commandsOf(output), 'utf8')).toBe(readFileSync(commandsOf(batch), 'utf8'))
  })
})
