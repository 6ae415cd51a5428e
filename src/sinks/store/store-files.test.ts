import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storeFiles, storeFolderOf } from './store-files.ts'

describe('storeFolderOf', () => {
  it('is as set, or beside the output file', () => {
    expect(storeFolderOf({ storeFolder: null, outputFile: 'data/meter_readings.jsonl' })).toBe(join('data', 'store'))
    expect(storeFolderOf({ storeFolder: '/srv/s', outputFile: 'data/meter_readings.jsonl' })).toBe('/srv/s')
  })
})

describe('storeFiles', () => {
  it('keeps the socket in the folder unless its address would be too long for the system', () => {
    expect(storeFiles('/srv/store').socket).toBe('/srv/store/shell.sock')
    const deep = `/srv/${'x'.repeat(90)}`
    const { socket } = storeFiles(deep)
    expect(Buffer.byteLength(socket)).toBeLessThan(104)
    expect(socket).toBe(storeFiles(`${deep}/`).socket)
    expect(socket).not.toBe(storeFiles(`${deep}y`).socket)
  })
})
