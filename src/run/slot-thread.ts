/** @module Has a thread of its own record the slots, so that the meters do not wait for it. */

import type { Retirement } from '../certificates/retirement.ts'
import { RunError } from '../errors/problem.ts'
import type { MeterBill } from '../market/bills.ts'
import type { CampusSums } from '../market/records/record-columns.ts'
import { AnsweringThread } from './answering-thread.ts'
import type { SlotReply, SlotRequest } from './slot-messages.ts'
import { packedLength, packSlot } from './slot-packets.ts'
import type { SlotRecord, SlotRecorder, SlotRecorderInputs, SlotRecorderState } from './slot-recorder.ts'

/** A packet is handed over once it holds this many numbers: half a megabyte, some hundred slots of a campus. */
const PACKET_LENGTH = 1 << 16
/** Packets the thread may be behind by; what is in them is lost with a crash, and made again after it. */
const PACKETS_AHEAD = 3

/**
 * Starts the thread and waits until it has opened the streams.
 *
 * @throws RunError when it could not
 */
export async function openSlotThread(inputs: SlotRecorderInputs): Promise<SlotRecorder> {
  const program = new URL('./slot-worker.js', import.meta.url)
  const thread = new AnsweringThread<SlotRequest, SlotReply>(program, inputs)
  try {
    await thread.ready()
  } catch (error) {
    await thread.close()
    throw error
  }
  return new SlotThread(thread)
}

class SlotThread implements SlotRecorder {
  readonly #thread: AnsweringThread<SlotRequest, SlotReply>
  readonly #spare: Float64Array<ArrayBuffer>[] = []
  readonly #underWay: Promise<void>[] = []
  #packet = new Float64Array(PACKET_LENGTH)
  #length = 0
  #bills: MeterBill[] = []

  constructor(thread: AnsweringThread<SlotRequest, SlotReply>) {
    this.#thread = thread
  }

  write(slot: SlotRecord, generationRegister: ArrayLike<number>, campus: CampusSums): Promise<void> | void {
    const needed = packedLength(slot)
    const behind = this.#length + needed > this.#packet.length ? this.#send(needed) : undefined
    this.#length = packSlot(slot, generationRegister, campus, this.#packet, this.#length)
    return behind
  }

  async retire(retirement: Retirement, atMs: number): Promise<string | null> {
    await this.#send(0)
    const reply = await this.#thread.ask({ kind: 'retire', retirement, atMs })
    if (reply.kind !== 'retired') {
      throw unexpected(reply)
    }
    return reply.refused
  }

  writeBills(bills: Iterable<MeterBill>): void {
    for (const bill of bills) {
      this.#bills.push(bill)
    }
  }

  async flush(): Promise<SlotRecorderState> {
    await this.#send(0)
    const reply = await this.#thread.ask({ kind: 'flush' })
    await Promise.all(this.#underWay)
    if (reply.kind !== 'flushed') {
      throw unexpected(reply)
    }
    return reply.state
  }

  async close(): Promise<void> {
    try {
      await this.#send(0)
      await this.#thread.ask({ kind: 'close' })
    } finally {
      await this.#thread.close()
    }
  }

  /** Hands the packet over and takes another with room for a slot; a promise only when the thread is too far behind. */
  #send(needed: number): Promise<void> | void {
    if (this.#length > 0 || this.#bills.length > 0) {
      const packet = this.#packet
      const request = { kind: 'record', packet, length: this.#length, bills: this.#bills } as const
      const recorded = this.#thread.ask(request, [packet.buffer]).then((reply) => {
        if (reply.kind !== 'recorded') {
          throw unexpected(reply)
        }
        this.#spare.push(reply.packet)
        void this.#underWay.shift()
      })
      // A failure is met where the packet is awaited; until then it must not count as unhandled.
      recorded.catch(() => undefined)
      this.#underWay.push(recorded)
      this.#packet = this.#spare.pop() ?? new Float64Array(PACKET_LENGTH)
      this.#length = 0
      this.#bills = []
    }
    if (this.#packet.length < needed) {
      this.#packet = new Float64Array(needed)
    }
    if (this.#underWay.length > PACKETS_AHEAD) {
      return this.#underWay[0]
    }
  }
}

function unexpected({ kind }: SlotReply): RunError {
  return new RunError(`the thread that records slots answered '${kind}'`)
}
