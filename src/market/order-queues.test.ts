import { describe, expect, it } from 'vitest'
import { OrderQueues } from './order-queues.ts'

/** Empties a queue from its head. */
function drain(queues: OrderQueues, queue: number): number[] {
  const served: number[] = []
  for (let closed = -1; closed < 0; ) {
    const order = queues.first(queue)
    served.push(order)
    closed = queues.remove(order)
  }
  return served
}

describe('OrderQueues', () => {
  it('serves first who came first, also when others have left', () => {
    const queues = new OrderQueues()
    const queue = queues.open(4)
    for (const order of [0, 100, 7, 9]) {
      queues.append(queue, order)
    }
    expect([100, 4, 9].map((order) => queues.remove(order))).toEqual([-1, -1, -1])
    queues.append(queue, 4)
    expect(drain(queues, queue)).toEqual([0, 7, 4])
  })

  it('keeps queues apart, and uses the numbers of closed ones again', () => {
    const queues = new OrderQueues()
    const opened = Array.from({ length: 100 }, (_, i) => queues.open(i))
    expect(new Set(opened).size).toBe(100)
    expect([queues.remove(3), queues.remove(60)]).toEqual([opened[3], opened[60]])
    expect(new Set([queues.open(200), queues.open(201)])).toEqual(new Set([opened[3], opened[60]]))
    expect(queues.open(202)).toBe(100)
    queues.append(opened[5], 203)
    expect(drain(queues, opened[5])).toEqual([5, 203])
    expect(drain(queues, opened[6])).toEqual([6])
  })
})
