import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { parseServerNames, serverHosts } from './server-hosts.ts'

describe('serverHosts', () => {
  it('are this machine as itself, and what else is given, each once', () => {
    const hosts = serverHosts(['meters.example.org', 'localhost'])
    expect(hosts).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '::1', 'meters.example.org']))
    expect(new Set(hosts).size).toBe(hosts.length)
    expect(hosts.some((host) => host.startsWith('fe80:'))).toBe(false)
  })
})

describe('parseServerNames', () => {
  it('takes DNS names and addresses', () => {
    expect(parseServerNames(' a.example.org, 192.0.2.7,2001:db8::7,*.example.org ')).toEqual([
      'a.example.org',
      '192.0.2.7',
      '2001:db8::7',
      '*.example.org',
    ])
    expect(parseServerNames('')).toEqual([])
  })

  it.each(['a b', '-a', 'a..b', 'http://a', 'a:8444', 'ชื่อ'])('refuses %j', (name) => {
    expect(refusalLines(() => parseServerNames(name))).toEqual([
      `command line: --names = ${name}: expected DNS names and IP addresses, separated by commas`,
    ])
  })
})
