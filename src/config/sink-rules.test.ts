import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { resolveSettings } from './load-settings.ts'

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  refusalLines(() =>
    resolveSettings({ flags: {}, environment, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }),
  )

describe('destinations', () => {
  it('that are named need an address', () => {
    expect(problemsOf({ SINKS: 'kafka,store' })).toEqual([
      'environment: SINKS = kafka,store: expected an address for kafka. Set KAFKA_BOOTSTRAP_SERVERS, or leave kafka out',
    ])
    expect(problemsOf({ SINKS: 'redis', REDIS_URL: 'redis://localhost' })).toEqual([])
    expect(problemsOf({ SINKS: 'none' })).toEqual([])
  })

  it.each(['kafka;redis', 'file', 'none,redis', 'redis,redis', 'redis,'])('are not %s', (sinks) => {
    expect(problemsOf({ SINKS: sinks, REDIS_URL: 'redis://localhost' })).toEqual([
      `environment: SINKS = ${sinks}: expected none, or some of store, timescale, postgres, kafka, redis, separated by commas`,
    ])
  })
})

describe('a log-in to Kafka', () => {
  it('is a mechanism, a user and a password', () => {
    const whole = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'secret' }
    expect(problemsOf(whole)).toEqual([])
    const { KAFKA_SASL_PASSWORD: _left, ...part } = whole
    expect(problemsOf(part)).toEqual([
      'environment: KAFKA_SASL_MECHANISM: expected a mechanism, a user and a password together, or none of them. ' +
        'Set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD',
    ])
  })
})
