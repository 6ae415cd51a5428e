import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { countLines, isWriting, wholeJournal } from './journal.ts'
import { runProgram, startProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

it('a second simulator on the same output is refused, naming the first, which goes on undisturbed', async () => {
  const output = join(temporaryFolder(), 'readings.jsonl')
  const live = runArguments(output, '--interval', '15', '--speed', '300', '--quiet')
  const first = startProgram(live)
  await first.until('it wrote', () => isWriting(first, output) && countLines(output).lines > 0)

  for (const more of [[], ['--resume'], ['--fresh']]) {
    const second = await runProgram([...live, ...more])
    expectRefused(second, [
      [
        `command line: --output = ${output}`,
        'a journal no other simulator is writing',
        `Process ${first.pid} is writing it`,
      ],
    ])
  }
  const { lines } = countLines(output)
  await first.until('it went on', () => countLines(output).lines > lines)

  first.kill('SIGKILL')
  await first.ended
  const third = startProgram([...live, '--resume'])
  await third.until('it wrote', () => isWriting(third, output) && countLines(output).lines > lines + CAMPUS_METERS)
  third.kill('SIGTERM')
  expect(await third.ended).toMatchObject({ exitCode: 0 })
  expect(readdirSync(join(output, '..')).filter((name) => name.includes('lock'))).toEqual([])

  const batch = join(temporaryFolder(), 'batch.jsonl')
  await succeed(runArguments(batch, '--interval', '15', '--duration', '1d', '--quiet'))
  const bytes = wholeJournal(output)
  expect(wholeJournal(batch).subarray(0, bytes.length).equals(bytes)).toBe(true)
})

it('two simulators started at the same moment: one runs, one is refused', async () => {
  const output = join(temporaryFolder(), 'readings.jsonl')
  const args = runArguments(output, '--duration', '20d', '--quiet')
  const ended = await Promise.all([runProgram(args), runProgram(args)])
  const codes = ended.map(({ exitCode }) => exitCode ?? -1)
  expect(codes.toSorted((a, b) => a - b)).toEqual([0, 2])
  expect(countLines(output)).toEqual({ lines: 20 * 96 * CAMPUS_METERS, isTorn: false })
})

it('simulators with different outputs in one folder do not mind each other', async () => {
  const folder = temporaryFolder()
  const names = ['a.jsonl', 'b.jsonl']
  const args = names.map((name) => runArguments(join(folder, name), '--duration', '1d', '--quiet'))
  const ended = await Promise.all(args.map((each) => runProgram(each)))
  expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0])
})
