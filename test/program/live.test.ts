import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { countLines, isWriting, readingsOf, sha256 } from './journal.ts'
import { Program, pause, programCommand, startProgram, succeed } from './program.ts'
import { expectNoStackTrace } from './refusal.ts'

/** 15 s of simulated time at 150 times the pace: a tick every 100 ms. */
const TICK_MS = 100
const PACED = ['--interval', '15', '--speed', '150']
const AS_FAST_AS_A_DISK = ['--interval', '15', '--speed', '3000']

/** A line of the log. */
interface TickLine {
  readonly time: number
  readonly tick: number
  readonly lateTicks: number
  readonly msg: string
}

function tickLines(program: Program): TickLine[] {
  return program.stderr
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const parsed: TickLine = JSON.parse(line)
      return parsed
    })
    .filter(({ tick }) => tick !== undefined)
}

/** How long after its due time each tick was logged, measured from the earliest [ms]. */
function delays(lines: readonly TickLine[]): number[] {
  const offsets = lines.map(({ time, tick }) => time - tick * TICK_MS)
  const earliest = Math.min(...offsets)
  return offsets.map((offset) => offset - earliest)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Ticks of a journal, whose timestamps have to follow each other without a gap. */
function expectConsecutive(output: string): number {
  const times = readingsOf(output).map(({ timestamp }) => Date.parse(String(timestamp)))
  expect(times.length % CAMPUS_METERS).toBe(0)
  expect(times).toEqual(times.map((_, i) => times[0] + Math.floor(i / CAMPUS_METERS) * 15_000))
  return times.length / CAMPUS_METERS
}

describe('the pace of a live run', () => {
  it('is a tick per interval, without drift and without a gap', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const live = startProgram(runArguments(output, ...PACED))
    await live.until('30 ticks', () => tickLines(live).length >= 30)
    live.kill('SIGINT')
    expect(await live.ended).toMatchObject({ exitCode: 0 })
    const lines = tickLines(live)
    expect(lines.map(({ tick }) => tick)).toEqual(lines.map((_, i) => lines[0].tick + i))
    expect(expectConsecutive(output)).toBe(lines.at(-1)?.tick)
    // Most ticks come when they are due, and the last ones no later than the first.
    const late = delays(lines)
    expect(median(late)).toBeLessThan(TICK_MS)
    expect(median(late.slice(20)) - median(late.slice(0, 10))).toBeLessThan(TICK_MS)
  })

  it('catches up after a stop: late ticks are counted, none is skipped', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const live = startProgram(runArguments(output, ...PACED))
    await live.until('5 ticks', () => tickLines(live).length >= 5)
    live.kill('SIGSTOP')
    const stopped = tickLines(live).length
    await pause(12 * TICK_MS)
    live.kill('SIGCONT')
    await live.until('20 ticks more', () => tickLines(live).length >= stopped + 20)
    live.kill('SIGINT')
    expect(await live.ended).toMatchObject({ exitCode: 0 })
    const lines = tickLines(live)
    expect(lines.at(-1)?.lateTicks).toBeGreaterThanOrEqual(8)
    expect(lines.at(-1)?.msg).toContain(`${lines.at(-1)?.lateTicks} late`)
    expect(lines.map(({ tick }) => tick)).toEqual(lines.map((_, i) => lines[0].tick + i))
    expect(expectConsecutive(output)).toBe(lines.at(-1)?.tick)
    expect(median(delays(lines).slice(-6))).toBeLessThan(TICK_MS)
  })

  it('is that of the clock on the wall when nothing else is asked for', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const live = startProgram([
      'run',
      '--interval',
      '1',
      '--no-server',
      '--sinks',
      'none',
      '--output',
      output,
      '--quiet',
    ])
    await live.until('3 ticks', () => isWriting(live, output) && countLines(output).lines >= 3 * CAMPUS_METERS)
    const nowMs = Date.now()
    const last = Date.parse(String(readingsOf(output).at(-1)?.timestamp))
    live.kill('SIGTERM')
    expect(await live.ended).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
    expect(Math.abs(nowMs - last)).toBeLessThan(3000)
  })

  it('catches up with the present when it starts in the past', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const startMs = Math.floor(Date.now() / 1000) * 1000 - 3_600_000
    const start = new Date(startMs).toISOString()
    const live = startProgram([
      'run',
      '--start',
      start,
      '--interval',
      '1',
      '--no-server',
      '--sinks',
      'none',
      '--output',
      output,
    ])
    await live.until('it is in the present', () => tickLines(live).length >= 2)
    live.kill('SIGTERM')
    expect(await live.ended).toMatchObject({ exitCode: 0 })
    const [first] = tickLines(live)
    expect(first.tick).toBeGreaterThanOrEqual(3600)
    expect(Math.abs(first.time - (startMs + first.tick * 1000))).toBeLessThan(3000)
    expect(countLines(output).lines).toBe((tickLines(live).at(-1)?.tick ?? 0) * CAMPUS_METERS)
  })

  it('waits for a start in the future, and stops while it waits', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const start = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000).toISOString()
    const live = startProgram([
      'run',
      '--sinks',
      'none',
      '--start',
      start,
      '--interval',
      '1',
      '--no-server',
      '--output',
      output,
      '--quiet',
    ])
    await live.until('it waited', () => isWriting(live, output) && existsSync(output))
    await pause(300)
    live.kill('SIGINT')
    expect(await live.ended).toMatchObject({ exitCode: 0, stderr: '' })
    expect(countLines(output)).toEqual({ lines: 0, isTorn: false })
  })
})

describe('the clock on the wall', () => {
  /** Runs live while the machine's clock is set by so much; what the log then says. */
  async function setClock(stepMs: number): Promise<{ lines: TickLine[]; stderr: string; output: string }> {
    const folder = temporaryFolder()
    const output = join(folder, 'readings.jsonl')
    const clock = join(folder, 'clock.mjs')
    const step = `const now = Date.now; process.on('SIGUSR2', () => { Date.now = () => now() + ${stepMs} })`
    writeFileSync(clock, step)
    const live = startProgram(runArguments(output, ...PACED), { env: { NODE_OPTIONS: `--import ${clock}` } })
    await live.until('15 ticks', () => tickLines(live).length >= 15)
    live.kill('SIGUSR2')
    await live.until('35 ticks', () => tickLines(live).length >= 35)
    live.kill('SIGINT')
    const { exitCode, stderr } = await live.ended
    expect(exitCode).toBe(0)
    expect(expectConsecutive(output)).toBe(tickLines(live).at(-1)?.tick)
    return { lines: tickLines(live), stderr, output }
  }

  it('may be set back: the run keeps its pace, repeats no tick, and says so once', async () => {
    const { lines, stderr } = await setClock(-3_600_000)
    expect(stderr.match(/The wall clock was set back by 3600 s/g)).toHaveLength(1)
    const due = lines.map(({ time, tick }) => time - tick * TICK_MS)
    const after = due.filter((time) => time < due[0] - 1_000_000)
    expect(after.length).toBeGreaterThan(10)
    expect(Math.abs(median(after) + 3_600_000 - due[0])).toBeLessThan(5 * TICK_MS)
  })

  it('may be set forward: the ticks in between are caught up', async () => {
    const { lines, stderr } = await setClock(3000)
    expect(stderr.match(/The wall clock jumped forward by 3 s/g)).toHaveLength(1)
    expect(lines.at(-1)?.lateTicks).toBeGreaterThan(10)
  })
})

describe('stopping', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends a live run cleanly, with a checkpoint of its last tick',
    async (signal) => {
      const output = join(temporaryFolder(), 'readings.jsonl')
      const live = startProgram(runArguments(output, ...AS_FAST_AS_A_DISK, '--quiet'))
      await live.until('40 ticks', () => isWriting(live, output) && countLines(output).lines >= 40 * CAMPUS_METERS)
      live.kill(signal)
      expect(await live.ended).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
      const { lines, isTorn } = countLines(output)
      expect({ isTorn, rest: lines % CAMPUS_METERS }).toEqual({ isTorn: false, rest: 0 })
      const checkpoint = readFileSync(output.replace('.jsonl', '.checkpoint'), 'latin1')
      expect(checkpoint).toContain(`"tick":${lines / CAMPUS_METERS}`)
      expect(existsSync(output.replace('.jsonl', '.lock'))).toBe(false)
    },
  )

  it('ends a batch cleanly as well, which --resume completes', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'readings.jsonl')
    const args = runArguments(output, '--duration', '120d', '--quiet')
    const batch = startProgram(args)
    await batch.until('it wrote', () => (statSync(output, { throwIfNoEntry: false })?.size ?? 0) > 0)
    batch.kill('SIGTERM')
    expect(await batch.ended).toMatchObject({ exitCode: 0 })
    const { lines, isTorn } = countLines(output)
    expect({ isTorn, rest: lines % CAMPUS_METERS }).toEqual({ isTorn: false, rest: 0 })
    expect(lines).toBeLessThan(120 * 96 * CAMPUS_METERS)
    await succeed([...args, '--resume'])
    const whole = join(folder, 'whole.jsonl')
    await succeed(runArguments(whole, '--duration', '120d', '--quiet'))
    expect(sha256(output)).toBe(sha256(whole))
  })

  it('a second signal ends it at once, and nothing durable is lost', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'readings.jsonl')
    const args = runArguments(output, '--duration', '60d', '--quiet')
    // Two different signals, because the system may deliver two equal ones as one.
    const batch = startProgram(args)
    await batch.until('it wrote', () => (statSync(output, { throwIfNoEntry: false })?.size ?? 0) > 0)
    batch.kill('SIGINT')
    batch.kill('SIGTERM')
    expect(await batch.ended).toMatchObject({ exitCode: 130, stdout: '', stderr: '' })
    await succeed([...args, '--resume'])
    const whole = join(folder, 'whole.jsonl')
    await succeed(runArguments(whole, '--duration', '60d', '--quiet'))
    expect(sha256(output)).toBe(sha256(whole))
  })

  it('Ctrl-C pressed twice is such a second signal', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const exitCodes: (number | null)[] = []
    // The second may come when the run has already ended cleanly, or together with the first: then once more.
    for (let press = 0; press < 10 && !exitCodes.includes(130); press++) {
      const batch = startProgram(runArguments(output, '--duration', '60d', '--quiet', '--fresh'))
      await batch.until('it wrote', () => isWriting(batch, output) && countLines(output).lines > 0)
      batch.kill('SIGINT')
      await pause(press)
      batch.kill('SIGINT')
      exitCodes.push((await batch.ended).exitCode)
    }
    expect(exitCodes.at(-1)).toBe(130)
    expect(exitCodes.slice(0, -1).every((code) => code === 0)).toBe(true)
  })
})

describe('what a live run says without a terminal', () => {
  async function logged(...flags: string[]): Promise<{ stdout: string; stderr: string; ticks: number }> {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const live = startProgram(runArguments(output, ...PACED, ...flags))
    await live.until('10 ticks', () => isWriting(live, output) && countLines(output).lines >= 10 * CAMPUS_METERS)
    live.kill('SIGINT')
    const { exitCode, stdout, stderr } = await live.ended
    expect(exitCode).toBe(0)
    return { stdout, stderr, ticks: countLines(output).lines / CAMPUS_METERS }
  }

  it('is one line per tick at level info, and a summary in the end, without colour or cursor control', async () => {
    const { stdout, stderr, ticks } = await logged()
    const lines = stderr.trimEnd().split('\n')
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 30, msg: expect.any(String) })
    const told = lines.filter((line) => line.includes('"tick":'))
    // A machine too busy to begin in time catches up first, and tells of the ticks from then on.
    const toldTicks = told.map((line) => Number(/"tick":(\d+)/.exec(line)?.[1]))
    expect(toldTicks).toEqual(toldTicks.map((_, i) => ticks - told.length + 1 + i))
    expect(told.length).toBeGreaterThan(5)
    for (const line of told) expect(line).toMatch(/generation .* kW {2}load .* kW {2}battery .*import .*export/)
    expect(stdout).toContain('UTCC University')
    expect(`${stdout}${stderr}`).not.toContain('\u001b')
  })

  it('is only the summary at level warn', async () => {
    const { stdout, stderr } = await logged('--log-level', 'warn')
    expect(stderr).toBe('')
    expect(stdout).toContain('UTCC University')
  })

  it('is nothing with --quiet', async () => {
    expect(await logged('--quiet')).toMatchObject({ stdout: '', stderr: '' })
  })

  it('is told without a fuss when nobody listens', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    for (const args of [['run', '--print-settings'], ['run', '--help'], runArguments(output, '--duration', '900s')]) {
      const command = programCommand(args).map((word) => `'${word}'`)
      const { stderr } = await new Program(['sh', '-c', `${command.join(' ')} | true`]).ended
      expectNoStackTrace(stderr)
    }
    expect(countLines(output)).toEqual({ lines: CAMPUS_METERS, isTorn: false })
  })
})

describe('--no-server', () => {
  it('opens no network listener', async ({ skip }) => {
    if (!existsSync('/proc/net/tcp')) return skip('/proc/net/tcp is a feature of Linux')
    const output = join(temporaryFolder(), 'readings.jsonl')
    const live = startProgram(runArguments(output, ...AS_FAST_AS_A_DISK, '--quiet'))
    await live.until('it wrote', () => isWriting(live, output) && countLines(output).lines > 0)
    const listening = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap(listeningInodes))
    const folder = `/proc/${live.pid}/fd`
    const own = readdirSync(folder).map((fd) => /^socket:\[(\d+)\]$/.exec(readlinkSync(join(folder, fd)))?.[1] ?? '')
    expect(own.filter((inode) => listening.has(inode))).toEqual([])
    live.kill('SIGINT')
    expect(await live.ended).toMatchObject({ exitCode: 0 })
  })
})

/** Sockets in state 0A, LISTEN (proc_net_tcp): the fourth field is the state, the tenth the inode. */
function listeningInodes(path: string): string[] {
  if (!existsSync(path)) return []
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  return rows.map((row) => row.trim().split(/\s+/)).flatMap((fields) => (fields[3] === '0A' ? [fields[9]] : []))
}
