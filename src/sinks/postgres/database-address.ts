/** @module The URL of a PostgreSQL database, for the driver and for people. */

export interface DatabaseAddress {
  /** For the driver. */
  readonly connectionString: string
  /** `database energy on db.example:5432 as user sim`: all there is to know but the password. */
  readonly description: string
  /** The same for URLs that lead to the same database. */
  readonly identity: string
}

const DEFAULT_PORT = '5432'

/** @param url - as in DATABASE_URL, checked before */
export function databaseAddress(url: string): DatabaseAddress {
  const parsed = new URL(url)
  const host = parsed.searchParams.get('host') ?? parsed.hostname
  const port = parsed.searchParams.get('port') ?? (parsed.port || DEFAULT_PORT)
  const user = decoded(parsed.searchParams.get('user') ?? parsed.username)
  const database = decoded(parsed.pathname.slice(1)) || user || 'postgres'
  return {
    connectionString: withTlsAsInPsql(parsed),
    description: `database ${database} on ${host}:${port}${user === '' ? '' : ` as user ${user}`}`,
    identity: `${host}:${port}/${database}`,
  }
}

/** `sslmode=require` encrypts and `verify-full` checks the certificate, as in psql; without it nothing is encrypted. */
function withTlsAsInPsql(url: URL): string {
  const given = new URL(url)
  if (given.searchParams.has('sslmode') && !given.searchParams.has('uselibpqcompat')) {
    given.searchParams.set('uselibpqcompat', 'true')
  }
  return given.href
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
