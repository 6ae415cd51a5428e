import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CAMPUS, CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { countLines } from './journal.ts'
import type { Program } from './program.ts'
import { CTRL_C, ESCAPE, startInTerminal, terminalIsMissing } from './terminal.ts'

/** Noon, when everything happens. */
const NOON = ['--start', '2025-03-12T12:00:00+07:00']
const MISSING = terminalIsMissing()
const HOME = `${ESCAPE}H`
const CURSOR_OFF = `${ESCAPE}?25l`
const CURSOR_ON = `${ESCAPE}?25h`
/** Select Graphic Rendition: the code of a colour. */
const COLOUR = /\[(?:3[0-7]|9[0-7]|38;[25];[\d;]+)m/

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

/**
 * Whole frames of a live view in the order in which they were drawn, without escape sequences: what came before the
 * first one, and the last one, which may still be on its way, are left out.
 */
function frames(text: string): string[] {
  return text.split(HOME).slice(1, -1).map(withoutEscapes)
}

function withoutEscapes(text: string): string {
  const [first, ...rest] = text.split(ESCAPE)
  return [first, ...rest.map((part) => part.replace(/^[?\d;]*[A-Za-z]/, ''))].join('')
}

async function stopByHand(live: Program): Promise<string> {
  live.type(CTRL_C)
  const { exitCode, stdout } = await live.ended
  expect(exitCode).toBe(0)
  return stdout
}

it('a live run redraws a terminal in place and gives it back', async ({ skip }) => {
  if (MISSING !== null) return skip(MISSING)
  const output = join(temporaryFolder(), 'readings.jsonl')
  const live = startInTerminal(runArguments(output, ...NOON, '--interval', '15', '--speed', '150'))
  await live.until('ten frames', () => count(live.stdout, HOME) >= 10)
  // A terminal drops what it has not shown yet when Ctrl-C is pressed, so frames are whole only up to here.
  const drawn = frames(live.stdout)
  const shown = await stopByHand(live)

  const [before, after] = [shown.indexOf(CURSOR_OFF), shown.lastIndexOf(CURSOR_ON)]
  expect(before).toBeGreaterThanOrEqual(0)
  expect(after).toBeGreaterThan(shown.lastIndexOf(CURSOR_OFF))
  expect(after).toBeGreaterThan(shown.lastIndexOf(HOME))
  // The alternate screen is entered once and left once: the shell's own content comes back.
  expect([count(shown, `${ESCAPE}?1049h`), count(shown, `${ESCAPE}?1049l`)]).toEqual([1, 1])

  const last = drawn.at(-1) ?? ''
  expect(last).toContain(CAMPUS.campus.name)
  for (const word of ['Generation', 'Load', 'Battery', 'Import', 'Export', 'Self-sufficiency']) {
    expect(last.toLowerCase()).toContain(word.toLowerCase())
  }
  expect(last).toMatch(/Sunny|cloudy|Cloudy|Overcast|Rainy/)
  for (const { meter_id } of CAMPUS.meters) expect(last).toContain(meter_id)
  for (const frame of drawn) {
    const lines = frame.split('\r\n')
    expect(lines.length).toBeLessThanOrEqual(40)
    // Every character shown is one UTF-16 unit and one cell wide.
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
  }
  const ticks = new Set(drawn.flatMap((frame) => /tick ([\d,]+)/.exec(frame)?.[1] ?? []))
  expect(ticks.size).toBeGreaterThan(5)
  expect(shown.slice(0, after)).toMatch(COLOUR)
  // The summary stays on the shell's screen.
  expect(shown.slice(after)).toContain('UTCC University')
  expect(countLines(output).lines % CAMPUS_METERS).toBe(0)
})

it('NO_COLOR is respected', async ({ skip }) => {
  if (MISSING !== null) return skip(MISSING)
  const output = join(temporaryFolder(), 'readings.jsonl')
  const args = runArguments(output, ...NOON, '--interval', '15', '--speed', '150')
  const live = startInTerminal(args, { env: { NO_COLOR: '1' } })
  await live.until('three frames', () => count(live.stdout, HOME) >= 3)
  const shown = await stopByHand(live)
  expect(shown).toContain('UTCC University')
  expect(shown).not.toMatch(/\[[\d;]*m/)
})

it('a batch shows its progress in place and then a summary', async ({ skip }) => {
  if (MISSING !== null) return skip(MISSING)
  const output = join(temporaryFolder(), 'readings.jsonl')
  const batch = startInTerminal(runArguments(output, '--duration', '40d'))
  const { exitCode, stdout } = await batch.ended
  expect(exitCode).toBe(0)
  expect(count(stdout, '\r')).toBeGreaterThan(2)
  expect(stdout).toContain('100 %')
  expect(stdout).toMatch(/[\d,]+ readings\/s/)
  const summary = stdout.slice(stdout.indexOf('100 %'))
  for (const words of ['Solar_Prosumer', 'Self-consumption', 'Self-sufficiency', 'Peak', 'kWh/kWp', 'cycles', 'CO₂']) {
    expect(summary).toContain(words)
  }
})

it('--quiet is silent in a terminal too', async ({ skip }) => {
  if (MISSING !== null) return skip(MISSING)
  const output = join(temporaryFolder(), 'readings.jsonl')
  const batch = startInTerminal(runArguments(output, '--duration', '1d', '--quiet'))
  expect(await batch.ended).toMatchObject({ exitCode: 0, stdout: '' })
})
