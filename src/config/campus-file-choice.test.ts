import { describe, expect, it } from 'vitest'
import { campusFileChoice } from './campus-file-choice.ts'

describe('campusFileChoice', () => {
  it('follows flag, environment, .env and default', () => {
    const flags = { config: 'flag.json' }
    const environment = { CAMPUS_CONFIG: 'environment.json' }
    const dotEnv = 'CAMPUS_CONFIG=dot-env.json'
    expect(campusFileChoice({ flags, environment, dotEnv })).toEqual({ path: 'flag.json', isGiven: true })
    expect(campusFileChoice({ flags: {}, environment, dotEnv })).toEqual({ path: 'environment.json', isGiven: true })
    expect(campusFileChoice({ flags: {}, environment: {}, dotEnv })).toEqual({ path: 'dot-env.json', isGiven: true })
    expect(campusFileChoice({ flags: {}, environment: {}, dotEnv: null })).toEqual({
      path: 'config/utcc_campus_config.json',
      isGiven: false,
    })
  })

  it('leaves what is wrong elsewhere to the reading of all settings', () => {
    const sources = { flags: { seed: 'x' }, environment: { WORKERS: 'x' }, dotEnv: '?\nRANDOM_SED=1' }
    expect(campusFileChoice(sources).isGiven).toBe(false)
  })
})
