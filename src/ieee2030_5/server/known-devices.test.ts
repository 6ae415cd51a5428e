import { beforeEach, describe, expect, it } from 'vitest'
import { DEVICES } from '../utility/device.ts'
import { FUNCTION_SETS } from '../utility/function-sets.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, PIN, TestUtility } from '../utility/utility.fixture.ts'
import { registerKnown } from './known-devices.ts'
import type { ListedDevice } from './registry-file.ts'

const listed = (lfdi: string, name: string, changes: Partial<ListedDevice> = {}): ListedDevice => ({
  lfdi,
  name,
  pin: null,
  postRate: null,
  ...changes,
})

let test: TestUtility

beforeEach(() => {
  test = new TestUtility(FUNCTION_SETS)
})

const register = (...devices: ListedDevice[]) => registerKnown(test.state, devices, test.utility.settings, NOW)
const registered = () => [...test.state.at(DEVICES).values()]

describe('registerKnown', () => {
  it('enters each once, with what the list says of it', () => {
    for (let start = 0; start < 2; start++) {
      register(listed(LFDI_A, 'A'), listed(LFDI_B, 'B', { pin: 123_455, postRate: 60 }))
    }
    expect(registered()).toEqual([
      expect.objectContaining({ lfdi: LFDI_A, number: 1, pin: PIN, postRate: null, meterId: 'A' }),
      expect.objectContaining({ lfdi: LFDI_B, number: 2, pin: 123_455, postRate: 60 }),
    ])
  })

  it('leaves out whom operators have removed, until they add them again', () => {
    register(listed(LFDI_A, 'A'))
    test.operate('devices.remove', { device: 'A' })
    register(listed(LFDI_A, 'A'))
    expect(registered()).toEqual([])
    test.operate('devices.add', { lfdi: LFDI_A })
    expect(registered()).toHaveLength(1)
  })

  it('puts the old certificate of a meter out when it has a new one', () => {
    register(listed(LFDI_A, 'A'), listed(LFDI_STRANGER, ''))
    register(listed(LFDI_B, 'A'), listed(LFDI_STRANGER, ''))
    expect(registered()).toEqual([
      expect.objectContaining({ lfdi: LFDI_STRANGER, number: 2 }),
      expect.objectContaining({ lfdi: LFDI_B, number: 3, meterId: 'A' }),
    ])
  })
})
