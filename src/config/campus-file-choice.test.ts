import { describe, expect, it } from 'vitest'
import { campusFileChoice } from './campus-file-choice.ts'

describe('campusFileChoice', () => {
  it('follows flag, environment, .env and default', () => {
    const flags = { config: 'flag.json' }
    const environment = { CAMPUS_CONFIG: 'environment.json' }
    const dotEnv = 'CAMPUS_CONFIG=dot-env.json'
    const chosen = (source: string, key: string, path: string) => ({
      path,
      isGiven: source !== 'default',
      origin: { source, key, value: path },
    })
    expect(campusFileChoice({ flags, environment, dotEnv })).toEqual(chosen('command line', '--config', 'flag.json'))
    expect(campusFileChoice({ flags: {}, environment, dotEnv })).toEqual(
      chosen('environment', 'CAMPUS_CONFIG', 'environment.json'),
    )
    expect(campusFileChoice({ flags: {}, environment: {}, dotEnv })).toEqual(
      chosen('.env:1', 'CAMPUS_CONFIG', 'dot-env.json'),
    )
    expect(campusFileChoice({ flags: {}, environment: {}, dotEnv: null })).toEqual(
      chosen('default', 'CAMPUS_CONFIG', 'config/utcc_campus_config.json'),
    )
  })

  it('leaves what is wrong elsewhere to the reading of all settings', () => {
    const sources = { flags: { seed: 'x' }, environment: { WORKERS: 'x' }, dotEnv: '?\nRANDOM_SED=1' }
    expect(campusFileChoice(sources).isGiven).toBe(false)
  })
})
