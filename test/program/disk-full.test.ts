import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { countLines, linesOf, parseReading, sha256 } from './journal.ts'
import { runProgram, succeed } from './program.ts'
import { expectNoStackTrace, expectRefused } from './refusal.ts'
import { mountSmallDisk } from './small-disk.ts'

const MEGABYTE = 1 << 20
/** About 22 MB of readings and 14 MB of what their slots bring. */
const LENGTH = ['--duration', '10d', '--quiet']

it('a disk that fills up ends the run with a message; what is durable is whole ticks, and --resume completes them', async ({
  skip,
}) => {
  const disk = await mountSmallDisk('46m')
  if (typeof disk === 'string') return skip(disk)
  const [inside, outside] = [disk.folder, disk.seenFromOutside].map((path) => join(path, 'readings.jsonl'))
  const ballast = join(disk.seenFromOutside, 'ballast')
  writeFileSync(ballast, Buffer.alloc(34 * MEGABYTE, 1))

  const args = runArguments(inside, ...LENGTH)
  const full = await runProgram(args, { through: disk.through })
  // Whichever of the run's files the disk refuses first is named.
  expect(full.stderr).toContain(inside.replace(/jsonl$/, ''))
  expect(full.stderr).toContain('no space left on the device (ENOSPC)')
  expect(full.stderr).toMatch(/Its first \d+ bytes, all whole ticks, stay valid/)
  expect(full.stderr).toContain('Free some space, then run the same command with --resume')
  expectNoStackTrace(full.stderr)
  expect(full.stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(full.exitCode).toBe(1)
  const { lines, isTorn } = countLines(outside)
  expect({ isTorn, rest: lines % CAMPUS_METERS }).toEqual({ isTorn: false, rest: 0 })
  expect(lines).toBeGreaterThan(0)
  for (const line of linesOf(outside)) parseReading(line)

  // Still full: said again, and nothing of what is there is lost.
  const again = await runProgram([...args, '--resume'], { through: disk.through })
  expectNoStackTrace(again.stderr)
  expect([1, 2]).toContain(again.exitCode)
  expect(countLines(outside).lines).toBeGreaterThanOrEqual(lines)

  rmSync(ballast)
  await succeed([...args, '--resume'], { through: disk.through })
  const whole = join(temporaryFolder(), 'whole.jsonl')
  await succeed(runArguments(whole, ...LENGTH))
  expect(sha256(outside)).toBe(sha256(whole))
  await disk.unmount()
})

it('a disk that is full from the start is refused before anything is begun', async ({ skip }) => {
  const disk = await mountSmallDisk('1m')
  if (typeof disk === 'string') return skip(disk)
  writeFileSync(join(disk.seenFromOutside, 'ballast'), Buffer.alloc(MEGABYTE, 1))
  const output = join(disk.folder, 'readings.jsonl')
  const refused = await runProgram(runArguments(output, ...LENGTH), { through: disk.through })
  expectRefused(refused, [['command line: --output = ', disk.folder, 'a disk with space left']])
  await disk.unmount()
})

it('a live run whose disk fills up ends the same way', async ({ skip }) => {
  const disk = await mountSmallDisk('1m')
  if (typeof disk === 'string') return skip(disk)
  const [inside, outside] = [disk.folder, disk.seenFromOutside].map((path) => join(path, 'readings.jsonl'))
  const live = runArguments(inside, '--speed', '90000', '--quiet')
  const full = await runProgram(live, { through: disk.through })
  expect(full.stderr).toContain('no space left on the device (ENOSPC)')
  expectNoStackTrace(full.stderr)
  expect(full.exitCode).toBe(1)
  const { lines, isTorn } = countLines(outside)
  expect({ isTorn, rest: lines % CAMPUS_METERS }).toEqual({ isTorn: false, rest: 0 })
  expect(lines).toBeGreaterThan(0)
  await disk.remount('size=16m')
  await succeed([...runArguments(inside, '--duration', '2d', '--quiet'), '--resume'], { through: disk.through })
  const whole = join(temporaryFolder(), 'whole.jsonl')
  await succeed(runArguments(whole, '--duration', '2d', '--quiet'))
  expect(sha256(outside)).toBe(sha256(whole))
  await disk.unmount()
})

it('a read-only file system is refused before anything is begun', async ({ skip }) => {
  const disk = await mountSmallDisk('1m')
  if (typeof disk === 'string') return skip(disk)
  await disk.remount('ro')
  const output = join(disk.folder, 'readings.jsonl')
  const refused = await runProgram(runArguments(output, ...LENGTH), { through: disk.through })
  expectRefused(refused, [['command line: --output = ', disk.folder, 'not read-only']])
  await disk.unmount()
})
