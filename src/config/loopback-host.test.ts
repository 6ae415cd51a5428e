import { describe, expect, it } from 'vitest'
import { isLoopbackHost } from './loopback-host.ts'

describe('isLoopbackHost', () => {
  it.each(['127.0.0.1', '127.8.0.255', 'localhost', 'LOCALHOST', '::1', '[::1]'])('is true of %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  })

  it.each([
    '0.0.0.0',
    '::',
    '127.0.0.1.example.com',
    '127.0.0',
    '127.0.0.256',
    '10.0.0.1',
    'localhost.example.com',
    '',
  ])('is false of "%s"', (host) => {
    expect(isLoopbackHost(host)).toBe(false)
  })
})
