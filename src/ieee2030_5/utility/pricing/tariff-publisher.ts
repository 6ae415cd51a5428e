/** @module Keeps the tariff of a run published ahead, in a program of its own, as an operator would. */

import * as z from 'zod'
import type { GridPrices } from '../../../market/tariff.ts'
import { tariffPeriods } from './tariff-periods.ts'

/** How far ahead it reaches, and with how much left it is published anew [s]. */
const AHEAD_SECONDS = 2 * 86_400
const LEAST_AHEAD_SECONDS = 86_400
/** As many as are taken at once. */
const MOST_PERIODS = 200
/** After a failure [s]. */
const RETRY_SECONDS = 900
/** By which the program is found again. */
const DESCRIPTION = 'Tariff of the run'
/** The last of those for free use: any other tariff goes first. @see IEEE Std 2030.5-2018, PrimacyType */
const PRIMACY = 191

const programSchema = z.object({ program: z.string(), kind: z.string(), description: z.string() })

export interface TariffPublisherOptions {
  readonly tariff: {
    /** @param second - [s since 1970 UTC], as below */
    at(second: number): GridPrices
    slotStart(second: number): number
    readonly slotSeconds: number
  }
  /** ISO 4217 code. */
  readonly currency: string
  /** Name of the tariff. */
  readonly rateCode: string
  /** Has an operation carried out. */
  readonly operate: (name: string, input: unknown) => Promise<unknown>
  readonly onNotice: (text: string) => void
}

export class TariffPublisher {
  readonly #options: TariffPublisherOptions
  /** When it was published last, and when it is to be again [s since 1970 UTC]. */
  #from = Number.POSITIVE_INFINITY
  #next = Number.NEGATIVE_INFINITY
  #isPublishing = false
  #hasFailed = false

  constructor(options: TariffPublisherOptions) {
    this.#options = options
  }

  /**
   * Publishes what is missing; to be called whenever time has gone on.
   *
   * @param now - of the server's clock [s since 1970 UTC]
   */
  async keep(now: number): Promise<void> {
    if (this.#isPublishing || (this.#from <= now && now < this.#next)) return
    this.#isPublishing = true
    this.#from = now
    try {
      this.#next = (await this.#publish(now)) - LEAST_AHEAD_SECONDS
      this.#hasFailed = false
    } catch (error) {
      this.#next = now + RETRY_SECONDS
      if (!this.#hasFailed) {
        this.#options.onNotice(
          `The tariff was not published: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
      this.#hasFailed = true
    } finally {
      this.#isPublishing = false
    }
  }

  /** @returns until when it is published */
  async #publish(now: number): Promise<number> {
    const { tariff, currency, rateCode, operate } = this.#options
    const from = tariff.slotStart(now)
    const all = tariffPeriods((second) => tariff.at(second), from, from + AHEAD_SECONDS, tariff.slotSeconds)
    const periods = all
      .slice(0, MOST_PERIODS)
      .map(({ duration, ...period }) => ({ ...period, durationSeconds: duration }))
    const program = await this.#program()
    await operate('tariffs.publish', { program, currency, rateCode, periods })
    return periods.reduce((end, { start, durationSeconds }) => Math.max(end, start + durationSeconds), now)
  }

  /** Address of its program, which is made if it is not there. */
  async #program(): Promise<string> {
    const { operate } = this.#options
    const programs = z.array(programSchema).parse(await operate('programs.list', {}))
    const own = programs.find(({ kind, description }) => kind === 'pricing' && description === DESCRIPTION)
    if (own !== undefined) return own.program
    const input = { kind: 'pricing', description: DESCRIPTION, primacy: PRIMACY, assignedTo: 'all' }
    return programSchema.parse(await operate('programs.create', input)).program
  }
}
