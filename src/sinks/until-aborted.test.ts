import { describe, expect, it, vi } from 'vitest'
import { untilAborted } from './until-aborted.ts'

describe('waiting until aborted', () => {
  it('gives what the work gives', async () => {
    const cut = vi.fn<() => void>()
    expect(await untilAborted(new AbortController().signal, cut, async () => 7)).toBe(7)
    await expect(
      untilAborted(new AbortController().signal, cut, () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no')
    expect(cut).not.toHaveBeenCalled()
  })

  it('ends with the reason and cuts what is waited for', async () => {
    const controller = new AbortController()
    const cut = vi.fn<() => void>()
    const waiting = untilAborted(controller.signal, cut, () => new Promise(() => undefined))
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    expect(cut).toHaveBeenCalledOnce()
  })

  it('does not begin when it is too late', async () => {
    const work = vi.fn<() => Promise<void>>()
    await expect(untilAborted(AbortSignal.abort(new Error('late')), () => undefined, work)).rejects.toThrow('late')
    expect(work).not.toHaveBeenCalled()
  })

  it('leaves no listener behind', async () => {
    const controller = new AbortController()
    const cut = vi.fn<() => void>()
    await untilAborted(controller.signal, cut, async () => undefined)
    controller.abort()
    expect(cut).not.toHaveBeenCalled()
  })
})
