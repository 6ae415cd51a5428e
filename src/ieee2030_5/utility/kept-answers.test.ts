import { describe, expect, it } from 'vitest'
import { KeptAnswers } from './kept-answers.ts'
import { empty } from './response.ts'
import { type CollectionKey, UtilityState } from './utility-state.ts'

const NOTES: CollectionKey<string> = { name: 'notes' }
const OTHERS: CollectionKey<string> = { name: 'others' }

function server(mostBytes?: number) {
  const state = new UtilityState()
  const answers = new KeptAnswers(state, mostBytes)
  let made = 0
  /** Reads the notes, does more, and answers with as many bytes as are asked for. */
  const ask = (key: string, { more = () => {}, status = 200, isOfMoment = false, bytes = 10 } = {}) =>
    answers.answer(key, () => {
      made++
      state.at(NOTES).get('a')
      more()
      return { response: { ...empty(status, null), body: new Uint8Array(bytes) }, isOfMoment }
    })
  return { state, ask, made: () => made }
}

describe('an answer is given again', () => {
  it('while nothing it was made of has changed, and to the same question', () => {
    const { state, ask, made } = server()
    const first = ask('a')
    state.at(OTHERS).set('a', 'new')
    expect(ask('a')).toBe(first)
    expect(made()).toBe(1)
    ask('b')
    expect(made()).toBe(2)
  })

  it.each([
    ['set', (state: UtilityState) => state.at(NOTES).set('a', 'new')],
    ['taken away', (state: UtilityState) => state.at(NOTES).delete('z')],
  ])('but not when something in it was %s', (_how, change) => {
    const { state, ask, made } = server()
    state.at(NOTES).set('z', 'old')
    ask('a')
    change(state)
    ask('a')
    expect(made()).toBe(2)
    ask('a')
    expect(made()).toBe(2)
  })

  it.each([
    ['tells of the moment', { isOfMoment: true }],
    ['is a refusal', { status: 404 }],
  ])('but not when it %s', (_what, how) => {
    const { ask, made } = server()
    ask('a', how)
    ask('a', how)
    expect(made()).toBe(2)
  })

  it('but not when making it has changed what it was made of', () => {
    const { state, ask, made } = server()
    const more = () => state.at(NOTES).set('a', `${made()}`)
    ask('a', { more })
    ask('a', { more })
    expect(state.at(NOTES).get('a')).toBe('2')
  })
})

describe('memory', () => {
  it('is bounded: the oldest answers go first', () => {
    const { ask, made } = server(10_000)
    for (const key of ['a', 'b', 'c']) ask(key, { bytes: 3_000 })
    expect(made()).toBe(3)
    ask('c')
    ask('b')
    expect(made()).toBe(3)
    ask('a')
    expect(made()).toBe(4)
  })
})
