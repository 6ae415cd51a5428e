import { describe, expect, it } from 'vitest'
import { selectedSinks } from './selected-sinks.ts'

const NOTHING = { sinks: null, kafkaBootstrapServers: null, databaseUrl: null, timescaleUrl: null, redisUrl: null }

describe('selectedSinks', () => {
  it.each([
    [{}, true, ['store']],
    [{}, false, []],
    [{ redisUrl: 'redis://r' }, true, ['store', 'redis']],
    [{ databaseUrl: 'postgres://a' }, true, ['postgres']],
    [{ timescaleUrl: 'postgres://a', kafkaBootstrapServers: 'k:1' }, true, ['timescale', 'kafka']],
    [{ timescaleUrl: 'postgres://a', databaseUrl: 'postgres://b' }, true, ['timescale', 'postgres']],
    [{ timescaleUrl: 'postgres://a', databaseUrl: 'postgres://a' }, true, ['timescale']],
    [{ sinks: 'none', databaseUrl: 'postgres://a' }, true, []],
    [{ sinks: 'kafka,store', databaseUrl: 'postgres://a' }, false, ['store', 'kafka']],
  ])('of %j with the store by default %j are %j', (settings, storeByDefault, expected) => {
    expect(selectedSinks({ ...NOTHING, ...settings }, storeByDefault)).toEqual(expected)
  })
})
