import { statSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../program/folder.ts'
import { type Ended, type Program, runProgram } from '../program/program.ts'
import { CTRL_C, ESCAPE, startInTerminal, terminalIsMissing } from '../program/terminal.ts'
import { builtStore, lastSaid, storeProcess } from './store-process.ts'

const TABLES = `create table readings (meter_id text, "time" timestamptz, energy_generated float8, primary key (meter_id, "time"));
  comment on table readings is 'What meters measured';
  comment on column readings.energy_generated is 'Energy [kWh]';
  create view noon as select * from readings where extract(hour from "time") = 5;
  insert into readings select 'ตึก ' || (n % 3), timestamptz '2026-03-02 00:00Z' + n * interval '1 hour', n * 1.5
    from generate_series(1, 6) n`

/** Holds the store, writes a row every moment, and says how many are committed. */
const WRITER = `
  const store = await openStore(folder, { purpose: 'run', answerShell: true })
  await store.execute('create table if not exists written (n int4)')
  say('open yes')
  for (let n = 1; ; n++) {
    await store.transaction(() => store.query('insert into written values ($1)', [n]))
    say('written ' + n)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }`

let folder: string
let store: string

beforeAll(async () => {
  folder = temporaryFolder()
  store = join(folder, 'store')
  const { openStore } = await builtStore()
  const open = await openStore(store, { purpose: 'test' })
  await open.execute(TABLES)
  await open.close()
})

function shell(...args: string[]): Promise<Ended> {
  return runProgram(['store', 'shell', '--store', store, ...args], { cwd: folder })
}

/** The shell with `script` on its standard input. */
function piped(script: string): Promise<Ended> {
  const through = ['/bin/sh', '-c', 'printf %s "$0" | "$@"', script]
  return runProgram(['store', 'shell', '--store', store], { cwd: folder, through })
}

async function startWriter(): Promise<Program> {
  const writer = storeProcess(store, WRITER)
  await writer.until('it has the store open', () => lastSaid(writer, 'open') !== null, 60_000)
  return writer
}

describe('statements from the command line', () => {
  it('are answered as a table with Thai in its place and numbers to the right', async () => {
    const { exitCode, stdout, stderr } = await shell(
      '-c',
      'select meter_id, sum(energy_generated) as kwh, count(*) from readings group by 1 order by 1',
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toBe(
      [
        'meter_id   kwh  count',
        'ตึก 0      13.5      2',
        'ตึก 1       7.5      2',
        'ตึก 2      10.5      2',
        '(3 rows)',
        '',
      ].join('\n'),
    )
  })

  it('are answered as CSV and as JSON', async () => {
    const sql = `select meter_id, energy_generated, null as nothing from readings order by "time" limit 2`
    expect((await shell('--format', 'csv', '-c', sql)).stdout).toBe(
      'meter_id,energy_generated,nothing\nตึก 1,1.5,\nตึก 2,3,\n',
    )
    expect(JSON.parse((await shell('--format', 'json', '-c', sql)).stdout)).toEqual([
      { meter_id: 'ตึก 1', energy_generated: 1.5, nothing: null },
      { meter_id: 'ตึก 2', energy_generated: 3, nothing: null },
    ])
  })

  it('stop at the first that fails, with a mark where', async () => {
    const { exitCode, stdout, stderr } = await shell(
      '-c',
      'select 1 as one',
      '-c',
      'select kwh from readings',
      '-c',
      'select 2',
    )
    expect(exitCode).toBe(1)
    expect(stdout).toBe('one\n  1\n(1 row)\n')
    expect(stderr).toBe('ERROR: column "kwh" does not exist\nLINE 1: select kwh from readings\n               ^\n')
  })

  it.each([
    'insert into readings values (1)',
    'drop table readings',
    'with x as (delete from readings returning 1) table x',
  ])('only read: %s', async (sql) => {
    const { exitCode, stderr } = await shell('-c', sql)
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^ERROR: (the store is only read here|DECLARE CURSOR must not contain data-modifying)/)
    expect((await shell('--format', 'csv', '-c', 'select count(*) from readings')).stdout).toBe('count\n6\n')
  })

  it('give CSV of any length', async () => {
    const { stdout } = await shell('--format', 'csv', '-c', 'select n from generate_series(1, 150000) n')
    expect(stdout.split('\n')).toHaveLength(150_002)
    expect(stdout).toMatch(/\n150000\n$/)
  })
})

describe('statements from standard input', () => {
  it('may span lines, hold semicolons, and be commands', async () => {
    const { exitCode, stdout, stderr } = await piped(
      `select\n  ';' as t;\n-- a remark\n\\d\n\\d readings\nselect 2 as two`,
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^t\n;\n\(1 row\)\n/)
    expect(stdout).toMatch(/\nnoon +view\s*\nreadings +table +\d+ kB +What meters measured\n\(2 rows\)\n/)
    expect(stdout).toMatch(/\nenergy_generated +double precision +Energy \[kWh\]\n\(3 rows\)\n/)
    expect(stdout).toMatch(/two\n {2}2\n\(1 row\)\n$/)
  })

  it('end with exit code 1 when one fails', async () => {
    expect(await piped('select 1/0; select 2')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'ERROR: division by zero\n',
    })
    expect(await piped('\\d nothing')).toMatchObject({
      exitCode: 1,
      stderr: 'ERROR: there is no table or view nothing: \\d lists them\n',
    })
    expect(await piped('\\x')).toMatchObject({
      exitCode: 1,
      stderr: 'ERROR: there is no command \\x: \\? lists them\n',
    })
  })
})

describe('usage', () => {
  it('is explained', async () => {
    expect(await shell('--format', 'xml', '-c', 'select 1')).toMatchObject({
      exitCode: 2,
      stderr: 'command line: --format = xml: expected table, csv or json\n',
    })
    expect(await runProgram(['store', 'shell', '-c', 'select 1'], { cwd: temporaryFolder() })).toMatchObject({
      exitCode: 2,
      stderr:
        'default: STORE_FOLDER = data/store: expected the folder of a store. There is none: `run` makes one, `deliver` fills one from a journal.\n',
    })
    const { exitCode, stdout } = await runProgram([
      'store',
      'shell',
      '--output',
      join(folder, 'r.jsonl'),
      '-c',
      'select 1',
    ])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '?column?\n       1\n(1 row)\n' })
  })
})

describe('while another process has the store open', () => {
  it('that process answers, within bounds, and goes on writing', async () => {
    const writer = await startWriter()
    expect(statSync(join(store, 'shell.sock')).mode & 0o777).toBe(0o600)
    await writer.until('it has written', () => lastSaid(writer, 'written') !== null)
    const { exitCode, stdout } = await shell('--format', 'csv', '-c', 'select max(n) = count(*) from written')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '?column?\nt\n' })
    expect(await shell('-c', 'select nothing')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^ERROR: column "nothing" does not exist\nLINE 1: select nothing\n {15}\^\n/),
    })
    expect((await shell('-c', 'insert into written values (0)')).stderr).toMatch(/^ERROR: the store is only read here/)
    expect((await shell('-c', 'select * from generate_series(1, 10001)')).stderr).toMatch(
      /^ERROR: the answer has more than 10000 rows\nHINT: Ask for less, or stop the simulator/,
    )
    const tooLong = await shell('-c', 'select count(*) from generate_series(1, 1000000000)')
    expect(tooLong.stderr).toMatch(/^ERROR: the statement was ended: it took longer than 5 s\nHINT: /)
    const written = lastSaid(writer, 'written')
    await writer.until('it has written more', () => lastSaid(writer, 'written') !== written, 60_000)
    writer.kill('SIGKILL')
    await writer.ended
    const after = await shell(
      '--format',
      'csv',
      '-c',
      `select max(n) = count(*), max(n) >= ${lastSaid(writer, 'written')} as all from written`,
    )
    expect(after).toMatchObject({ exitCode: 0, stdout: '?column?,all\nt,t\n' })
  })

  it('nonsense on its socket is answered or cut off, and disturbs nobody', async () => {
    const writer = await startWriter()
    const answered = await new Promise<string>((resolve) => {
      const socket = createConnection(join(store, 'shell.sock'))
      socket.on('data', (bytes) => resolve(String(bytes)))
      socket.write('nonsense\n')
    })
    expect(JSON.parse(answered)).toMatchObject({ error: { code: '08P01' } })
    await new Promise<void>((resolve) => {
      const socket = createConnection(join(store, 'shell.sock'))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
      socket.write('x'.repeat(3 << 20))
    })
    expect((await shell('--format', 'csv', '-c', 'select 1 as one')).stdout).toBe('one\n1\n')
    writer.kill('SIGKILL')
    await writer.ended
  })

  it('an ended process is told', async () => {
    const writer = await startWriter()
    const program = startInTerminal(['store', 'shell', '--store', store], { cwd: folder })
    await program.until('it asks', () => program.stdout.includes('store> '))
    expect(program.stdout).toContain(
      `Process ${writer.pid} (run) has it open and answers: at most 10000 rows and 5 s a statement.`,
    )
    writer.kill('SIGKILL')
    await writer.ended
    program.type('select 1;\r')
    await program.until('it tells', () => program.stdout.includes('has ended. Start the shell again.'))
    program.type('\\q\r')
    expect((await program.ended).exitCode).toBe(0)
  })
})

describe.skipIf(terminalIsMissing() !== null)('at a terminal', () => {
  it('talks: lines until a semicolon, history, Ctrl-C, help, leaving', async () => {
    const program = startInTerminal(['store', 'shell', '--store', store], { cwd: folder })
    const prompts = (mark: string): number => program.stdout.split(mark).length - 1
    const says = (text: string) => program.until(`it says ${text}`, () => program.stdout.includes(text))
    await says('store> ')
    expect(program.stdout).toContain(`The store ${store}, to read. \\d lists its tables, \\? helps, \\q leaves.`)
    program.type('select 41\r')
    await says('    -> ')
    program.type('+ 1 as answer;\r')
    await says('answer')
    await says('(1 row)')
    program.type('select nothing;\r')
    await says('ERROR: column "nothing" does not exist')
    program.type('\\?\r')
    await says('leave (as Ctrl-D does)')
    program.type("select 'forgotten\r")
    await program.until('it goes on', () => prompts('    -> ') > 1)
    program.type(CTRL_C)
    await says('^C')
    program.type('select 7 * 191 as product;\r')
    await says('1337')
    const before = program.stdout.length
    program.type(`${ESCAPE}A\r`)
    await program.until('it answers again', () => program.stdout.slice(before).includes('1337'))
    program.type('\\d\r')
    await says('What meters measured')
    program.type('\u0004')
    expect((await program.ended).exitCode).toBe(0)
  })
})
