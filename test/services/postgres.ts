/** @module A real PostgreSQL for tests: one that is given, found on this machine, or installed; with a folder of its own. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { freePorts } from './free-ports.ts'

/** `nobody` on Linux: a server refuses to run as root. */
const UNPRIVILEGED_ID = 65_534
const SUPERUSER = 'postgres'
const START_TIMEOUT_MS = 120_000
const DEBIAN_FOLDER = '/usr/lib/postgresql'

export interface PostgresServer {
  /** As a superuser, of the database `postgres`. */
  readonly url: string
  /** False for a server somebody else runs: it is neither stopped nor frozen. */
  readonly owned: boolean
  /** A new, empty database; its URL. */
  freshDatabase(): Promise<string>
  /** Asks it to stop, sessions or not, and waits until it has. */
  stop(): Promise<void>
  /** As a power cut would: it and all its sessions at once. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Stops all its processes in their tracks: it accepts connections, and never answers. */
  freeze(): void
  resume(): void
  /** Stops it and deletes its data. */
  dispose(): Promise<void>
}

/** The URL of the server as another user, or of another database. */
export function urlWith(
  url: string,
  changes: Readonly<{ user?: string; password?: string; database?: string }>,
): string {
  const changed = new URL(url)
  if (changes.user !== undefined) changed.username = changes.user
  if (changes.password !== undefined) changed.password = changes.password
  if (changes.database !== undefined) changed.pathname = `/${changes.database}`
  return changed.href
}

/** Runs statements as an administrator would. */
export async function runSql(url: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** @param settings - lines of postgresql.conf */
export async function startPostgres(settings: readonly string[] = ['fsync = off']): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL_TEST
  if (given !== undefined && given !== '') return givenServer(given)
  const server = new OwnServer(programFolder(), settings)
  await server.start()
  return server
}

async function freshDatabase(url: string): Promise<string> {
  const database = `test_${randomBytes(6).toString('hex')}`
  await runSql(url, `CREATE DATABASE ${database}`)
  return urlWith(url, { database })
}

function givenServer(url: string): PostgresServer {
  const refuse = (): never => {
    throw new Error('DATABASE_URL_TEST is a server of somebody else: it is not stopped')
  }
  return {
    url,
    owned: false,
    freshDatabase: () => freshDatabase(url),
    stop: async () => refuse(),
    kill: async () => refuse(),
    start: async () => refuse(),
    freeze: refuse,
    resume: refuse,
    dispose: () => Promise.resolve(),
  }
}

/** Where `initdb` and `postgres` are, installed first if need be. */
function programFolder(): string {
  const found = findPrograms()
  if (found !== null) return found
  install()
  const installed = findPrograms()
  if (installed === null) {
    throw new Error(
      'No PostgreSQL: expected initdb and postgres in PATH or /usr/lib/postgresql, or a server in DATABASE_URL_TEST',
    )
  }
  return installed
}

function findPrograms(): string | null {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  // The package starts a server of its own after installation, unless it is told not to make one.
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const common = '/etc/postgresql-common'
  for (const [program, ...given] of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'postgresql-common'],
    [
      'sh',
      '-c',
      `mkdir -p ${common}/createcluster.d && echo 'create_main_cluster = false' > ${common}/createcluster.d/none.conf`,
    ],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'postgresql'],
  ]) {
    const { status } = spawnSync(program, given, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) return
  }
}

class OwnServer implements PostgresServer {
  readonly owned = true
  readonly #programs: string
  readonly #settings: readonly string[]
  readonly #folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  readonly #password = randomBytes(8).toString('hex')
  readonly #ids = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {}
  #port = 0
  #process: ChildProcess | null = null

  constructor(programs: string, settings: readonly string[]) {
    this.#programs = programs
    this.#settings = settings
  }

  get url(): string {
    return `postgres://${SUPERUSER}:${this.#password}@127.0.0.1:${this.#port}/postgres`
  }

  freshDatabase(): Promise<string> {
    return freshDatabase(this.url)
  }

  async start(): Promise<void> {
    if (this.#port === 0) {
      ;[this.#port] = await freePorts(1)
      this.#initialise()
    }
    const data = join(this.#folder, 'data')
    const child = spawn(join(this.#programs, 'postgres'), ['-D', data], {
      ...this.#ids,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process = child
    let log = ''
    child.stderr.on('data', (text: Buffer) => {
      log = `${log}${text.toString()}`.slice(-4000)
    })
    const deadline = Date.now() + START_TIMEOUT_MS
    for (;;) {
      try {
        await runSql(this.url, 'SELECT 1')
        return
      } catch (error) {
        if (child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`PostgreSQL does not start:\n${log}`, { cause: error })
        }
        await new Promise((done) => setTimeout(done, 50))
      }
    }
  }

  #initialise(): void {
    if ('uid' in this.#ids) chownSync(this.#folder, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
    const data = join(this.#folder, 'data')
    const passwordFile = join(this.#folder, 'password')
    writeFileSync(passwordFile, this.#password)
    const made = spawnSync(
      join(this.#programs, 'initdb'),
      [
        '-D',
        data,
        '-U',
        SUPERUSER,
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '-N',
      ],
      { ...this.#ids, cwd: this.#folder, encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(`initdb fails:\n${made.stderr}`)
    const settings = [
      `port = ${this.#port}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = '${this.#folder}'`,
      ...this.#settings,
    ]
    writeFileSync(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  async kill(): Promise<void> {
    const sessions = this.#sessions()
    await this.#end('SIGKILL')
    for (const pid of sessions) endProcess(pid)
  }

  freeze(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGSTOP')
  }

  resume(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGCONT')
  }

  async dispose(): Promise<void> {
    if (this.#isRunning) this.resume()
    await this.#end('SIGQUIT')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #isRunning(): boolean {
    const child = this.#process
    return child !== null && child.exitCode === null && child.signalCode === null
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (child === null || !this.#isRunning) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await ended
  }

  #processes(): number[] {
    const pid = this.#process?.pid
    return pid === undefined || this.#process?.exitCode !== null ? [] : [pid, ...this.#sessions()]
  }

  /** Children of the server, from ps: only those, by their id. */
  #sessions(): number[] {
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(this.#process?.pid)], { encoding: 'utf8' })
    return stdout
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 0)
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It had noticed that the server is gone.
  }
}
