/** @module Ends what takes too long. */

import { SinkError } from '../sinks/sink.ts'

/** What a sink may take to tidy up once it was told to stop [ms]. */
const GRACE_MS = 2000

/**
 * Does `work` within a time; its signal is aborted when the time is up, or when `parent` is.
 *
 * @throws SinkError('unavailable') when it has not ended shortly after that
 */
export async function within<T>(
  limitMs: number,
  parent: AbortSignal,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, stop, overdue } = limit(limitMs, parent, what)
  const pending = work(signal)
  // When it loses the race, nobody else waits for it.
  pending.catch(() => undefined)
  try {
    return await Promise.race([pending, overdue])
  } catch (error) {
    // What a sink says of an abort matters less than why it was aborted.
    throw signal.aborted ? (signal.reason instanceof Error ? signal.reason : error) : error
  } finally {
    stop()
  }
}

function limit(
  limitMs: number,
  parent: AbortSignal,
  what: string,
): { signal: AbortSignal; stop: () => void; overdue: Promise<never> } {
  const controller = new AbortController()
  const timers: NodeJS.Timeout[] = []
  let fail: (reason: unknown) => void = () => undefined
  const overdue = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  overdue.catch(() => undefined)
  const abort = (reason: unknown): void => {
    controller.abort(reason)
    timers.push(setTimeout(() => fail(reason), GRACE_MS))
  }
  const onParent = (): void => abort(parent.reason)
  parent.addEventListener('abort', onParent, { once: true })
  const seconds = Math.round(limitMs / 1000)
  const tooLong = new SinkError('unavailable', `${what} gave no answer within ${seconds} s`)
  timers.push(setTimeout(() => abort(tooLong), limitMs))
  const stop = (): void => {
    parent.removeEventListener('abort', onParent)
    timers.forEach(clearTimeout)
  }
  if (parent.aborted) {
    onParent()
  }
  return { signal: controller.signal, stop, overdue }
}
