import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseAddress } from '../../src/sinks/postgres/database-address.ts'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { sinkErrorOf } from '../../src/sinks/sql/sql-faults.ts'
import { type PostgresServer, startPostgres } from '../services/postgres.ts'
import { PATIENCE } from './sql-backends.ts'

describe.runIf(process.env.DATABASE_URL_TEST === undefined)('a server with TLS and a certificate of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  const certificate = join(folder, 'server.crt')
  let server: PostgresServer
  beforeAll(async () => {
    const key = join(folder, 'server.key')
    const made = spawnSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'].concat([
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        certificate,
      ]),
      { encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(`openssl fails:\n${made.stderr}`)
    // The server reads its key as the user it runs as, and wants nobody else to.
    chmodSync(folder, 0o755)
    chmodSync(key, 0o600)
    if (process.getuid?.() === 0) chownSync(key, 65_534, 65_534)
    server = await startPostgres([
      'fsync = off',
      'ssl = on',
      `ssl_cert_file = '${certificate}'`,
      `ssl_key_file = '${key}'`,
    ])
  })
  afterAll(async () => {
    await server.dispose()
    rmSync(folder, { recursive: true })
  })

  /** Whether the session is encrypted; or why there is none. */
  async function encrypted(query: string): Promise<unknown> {
    const { connectionString, description } = databaseAddress(`${server.url}${query}`)
    try {
      const connection = await connectToPostgres(connectionString, PATIENCE)
      const [{ ssl }] = await connection.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
      await connection.close()
      return ssl
    } catch (error) {
      return sinkErrorOf(error, description)
    }
  }

  it('is spoken to as sslmode says', async () => {
    expect(await encrypted('')).toBe(false)
    expect(await encrypted('?sslmode=disable')).toBe(false)
    expect(await encrypted('?sslmode=require')).toBe(true)
    expect(await encrypted(`?sslmode=verify-ca&sslrootcert=${certificate}`)).toBe(true)
    expect(await encrypted(`?sslmode=verify-full&sslrootcert=${certificate}`)).toBe(true)
  })

  it('is refused where its certificate is to be vouched for and is not', async () => {
    expect(await encrypted('?sslmode=verify-full')).toMatchObject({
      fault: 'misconfigured',
      message: expect.stringMatching(/self-signed certificate.*sslrootcert/),
    })
    expect(await encrypted(`?sslmode=verify-full&sslrootcert=${join(folder, 'missing.crt')}`)).toMatchObject({
      fault: 'misconfigured',
      message: expect.stringContaining('missing.crt'),
    })
  })
})
