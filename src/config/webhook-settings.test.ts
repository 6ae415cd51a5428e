import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { resolveSettings } from './load-settings.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  refusalLines(() =>
    resolveSettings({ flags: {}, environment, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }),
  )

describe('a webhook', () => {
  it.each(['https://example.org/hook', 'http://127.0.0.1:9000/', 'http://localhost/x', 'http://[::1]:80/'])(
    'may be at %s',
    (url) => {
      expect(problemsOf({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: SECRET })).toEqual([])
    },
  )

  it.each(['http://example.org/', 'http://10.0.0.1/', 'ftp://localhost/', 'example.org'])('may not be at %s', (url) => {
    expect(problemsOf({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: SECRET })).toEqual([
      `environment: ALERT_WEBHOOK_URL = ${url}: expected a URL that starts with https://, or with http:// and a loopback address`,
    ])
  })

  it('is not told anything unsigned', () => {
    expect(problemsOf({ ALERT_WEBHOOK_URL: 'https://example.org/hook?key=1234' })).toEqual([
      'environment: ALERT_WEBHOOK_URL = https://example.org/hook?key=***: expected a key to sign with as ' +
        'ALERT_WEBHOOK_SECRET. Make one with `openssl rand -base64 32`, and give it to the receiver as well',
    ])
  })

  it.each(['whsec_c2hvcnQ=', 'not base64 at all, but long enough to be a key', `whsec_${'A'.repeat(100)}`])(
    'is not signed with %s, which is not shown',
    (secret) => {
      const [line, ...more] = problemsOf({ ALERT_WEBHOOK_SECRET: secret })
      expect(line).toMatch(/^environment: ALERT_WEBHOOK_SECRET = \*\*\*: expected whsec_ and 24 to 64 bytes/)
      expect(more).toEqual([])
    },
  )
})
