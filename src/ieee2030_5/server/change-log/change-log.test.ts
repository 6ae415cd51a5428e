import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CollectionKey, UtilityState } from '../../utility/utility-state.ts'
import { changeLine, changesOf } from './change-line.ts'
import { ChangeLog } from './change-log.ts'

const NOTES: CollectionKey<{ text: string }> = { name: 'notes', groupOf: ({ text }) => text }
const COLLECTIONS = new Map([[NOTES.name, NOTES]])

let folder: string
let notices: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'))
  notices = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(mostChanges?: number) {
  const state = new UtilityState()
  const log = new ChangeLog({
    folder,
    collections: COLLECTIONS,
    state,
    onNotice: (text) => notices.push(text),
    ...(mostChanges !== undefined && { mostChanges }),
  })
  const set = (key: string, text: string) => {
    state.at(NOTES).set(key, { text })
    log.append(state.takeChanges())
  }
  return { state, log, set }
}

/** What a server would hold that reads the folder now. */
async function readBack() {
  const { state, log } = open()
  await log.close()
  return Object.fromEntries([...state.at(NOTES).entries()].map(([key, { text }]) => [key, text]))
}

const changesFile = () => join(folder, 'changes-1.jsonl')

describe('ChangeLog', () => {
  it('brings back what was set, and not what was taken away', async () => {
    const { state, log, set } = open()
    set('a', 'one')
    set('b', 'two')
    set('a', 'ünï\n"')
    state.at(NOTES).delete('b')
    log.append(state.takeChanges())
    await log.durable()
    await log.close()
    expect(await readBack()).toEqual({ a: 'ünï\n"' })
  })

  it('holds what was appended before the process ends, without being closed', async () => {
    const { log, set } = open()
    set('a', 'one')
    expect(readFileSync(changesFile(), 'utf8')).toMatch(/^[0-9a-f]{8} \[\["notes","a",\{"text":"one"\}\]\]\n$/)
    await log.close()
  })

  it('writes what changes in one turn of the event loop together, in the order in which it came about', async () => {
    const { state, log, set } = open()
    const soon = (key: string, text: string) => {
      state.at(NOTES).set(key, { text })
      return log.appendSoon(state.takeChanges())
    }
    const first = soon('a', 'one')
    expect(soon('b', 'two')).toBe(first)
    expect(log.writing).toBe(first)
    expect(readFileSync(changesFile(), 'utf8')).toBe('')
    await first
    expect(readFileSync(changesFile(), 'utf8').split('\n')).toHaveLength(3)
    expect(log.writing).toBeNull()
    // What is written at once in between takes with it what was there before.
    const last = soon('a', 'three')
    set('a', 'four')
    await last
    await log.close()
    expect(await readBack()).toEqual({ a: 'four', b: 'two' })
  })

  it('cuts off what was not written to its end, wherever that is', async () => {
    const { log, set } = open()
    set('a', 'one')
    const whole = statSync(changesFile()).size
    set('b', 'two')
    await log.close()
    const content = readFileSync(changesFile())
    for (let length = whole; length < content.length; length += 7) {
      writeFileSync(changesFile(), content.subarray(0, length))
      expect(await readBack()).toEqual({ a: 'one' })
      expect(statSync(changesFile()).size).toBe(whole)
    }
    const { log: again, set: setAgain } = open()
    setAgain('c', 'three')
    await again.close()
    expect(await readBack()).toEqual({ a: 'one', c: 'three' })
  })

  it('refuses what is damaged in the middle, with the place', async () => {
    const { log, set } = open()
    set('a', 'one')
    const second = statSync(changesFile()).size
    set('b', 'two')
    set('c', 'three')
    await log.close()
    const content = readFileSync(changesFile())
    content[second + 20] ^= 1
    writeFileSync(changesFile(), content)
    expect(() => open()).toThrow(`changes-1.jsonl: byte ${second}: expected a line as the utility server wrote it`)
    // The lock was let go.
    content[second + 20] ^= 1
    writeFileSync(changesFile(), content)
    expect(await readBack()).toMatchObject({ c: 'three' })
  })

  it('is used by one server at a time', async () => {
    const { log } = open()
    expect(() => open()).toThrow(/expected a state no other server uses. Process \d+ is using it/)
    await log.close()
    expect(await readBack()).toEqual({})
  })

  it('leaves out what nobody knows any more', async () => {
    const { log, set } = open()
    set('a', 'one')
    await log.close()
    appendFileSync(changesFile(), changeLine([{ collection: 'gone', key: 'x', value: 1 }]))
    expect(await readBack()).toEqual({ a: 'one' })
  })

  it('writes everything anew when the changes have grown', async () => {
    const { log, set } = open(4000)
    for (let index = 0; index < 500; index++) {
      set(`key ${index % 7}`, `value ${index}`)
      // Lets it finish one before the next is due.
      if (index % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await log.close()
    const files = readdirSync(folder).sort()
    expect(files).toHaveLength(2)
    const [, generation] = /^changes-(\d+)\.jsonl$/.exec(files[0]) ?? []
    expect(Number(generation)).toBeGreaterThan(1)
    expect(files[1]).toBe(`snapshot-${generation}.jsonl`)
    expect(notices).toEqual([])
    expect(await readBack()).toEqual(
      Object.fromEntries([493, 494, 495, 496, 497, 498, 499].map((index) => [`key ${index % 7}`, `value ${index}`])),
    )
  })

  it('needs no snapshot that was not finished', async () => {
    const { log, set } = open()
    set('a', 'one')
    await log.close()
    writeFileSync(join(folder, 'snapshot-2.jsonl.unfinished'), 'half')
    writeFileSync(
      join(folder, 'changes-2.jsonl'),
      changeLine([{ collection: 'notes', key: 'b', value: { text: 'two' } }]),
    )
    expect(await readBack()).toEqual({ a: 'one', b: 'two' })
    expect(readdirSync(folder)).not.toContain('snapshot-2.jsonl.unfinished')
  })
})

describe('a line', () => {
  const change = fc.record({ collection: fc.string(), key: fc.string(), value: fc.jsonValue() })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const line = Buffer.from(changeLine(changes))
        expect(line.indexOf('\n')).toBe(line.length - 1)
        expect(changesOf(line.subarray(0, -1))).toEqual(JSON.parse(JSON.stringify(changes)))
      }),
      { numRuns: 50 },
    )
  })

  it('is not taken with one bit wrong', () => {
    const line = Buffer.from(changeLine([{ collection: 'notes', key: 'a', value: 'b' }]).trimEnd())
    fc.assert(
      fc.property(fc.nat(line.length * 8 - 1), (bit) => {
        const wrong = Buffer.from(line)
        wrong[bit >> 3] ^= 1 << (bit & 7)
        expect(changesOf(wrong)).toBe(null)
      }),
      { numRuns: 100 },
    )
  })
})
