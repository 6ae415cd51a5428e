/** @module Waiting that ends when nobody wants to wait any longer. */

/**
 * The result of `work`, unless the signal is aborted first: then `cut` is called and the signal's reason thrown.
 *
 * @param cut - ends what the work waits for, such as a connection; its late failure is of no interest any more
 */
export async function untilAborted<T>(signal: AbortSignal, cut: () => void, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  let onAbort: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      const reason: unknown = signal.reason
      reject(reason instanceof Error ? reason : new Error(String(reason)))
      cut()
    }
    signal.addEventListener('abort', onAbort, { once: true })
  })
  const working = work()
  working.catch(() => undefined)
  try {
    return await Promise.race([working, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
