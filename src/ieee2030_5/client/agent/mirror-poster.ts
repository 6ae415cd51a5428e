/** @module Brings what a meter has measured to its mirrors: makes them, keeps to their post rate, and makes them anew when lost. */

import { mirrorMeterReadingList, mirrorUsagePoint, mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { ClientError } from '../connection/client-error.ts'
import type { ListAddress, ResourceClient } from '../connection/resource-client.ts'
import type { MeterBacklog } from '../mirrors/meter-backlog.ts'
import { type MirrorOwner, mirrorDocument, mirrorReadings } from '../mirrors/mirror-documents.ts'
import { type MirrorKind, mirrorsOf } from '../mirrors/mirrored-quantities.ts'

/** The same request again would be answered the same. */
const FOR_GOOD: ReadonlySet<number> = new Set([400, 413, 415, 422])

export class MirrorPoster {
  readonly #client: ResourceClient
  readonly #list: ListAddress
  readonly #owner: MirrorOwner
  readonly #backlog: MeterBacklog
  /** Between two posts, where the server does not say otherwise [s]. */
  readonly #usualPostRate: number
  readonly #addresses = new Map<MirrorKind, string>()
  /** Length of windows that each mirror was told [ms]. */
  readonly #saidMs = new Map<MirrorKind, number>()

  constructor(client: ResourceClient, list: ListAddress, owner: MirrorOwner, backlog: MeterBacklog, postRate: number) {
    this.#client = client
    this.#list = list
    this.#owner = owner
    this.#backlog = backlog
    this.#usualPostRate = postRate
  }

  /**
   * Creates all mirrors, or finds them as they were left, and takes over their post rate.
   *
   * @throws ClientError
   */
  async create(): Promise<void> {
    for (const mirror of mirrorsOf(this.#owner.meter)) {
      this.#addresses.set(mirror, await this.#createOne(mirror))
    }
    await this.refresh()
  }

  /**
   * Reads the mirrors back: the server decides how often to post, and may change its mind.
   *
   * @throws ClientError
   */
  async refresh(): Promise<void> {
    const rates: number[] = []
    for (const [mirror, href] of this.#addresses) {
      const known = await this.#read(href)
      if (known === null) {
        this.#addresses.set(mirror, await this.#createOne(mirror))
      } else if (known.postRate !== undefined && known.postRate > 0) {
        rates.push(known.postRate)
      }
    }
    // A rate of 0 tells nothing: "as often as it happens" would be a post for every reading.
    this.#backlog.setPostRate(1000 * (rates.length === 0 ? this.#usualPostRate : Math.min(...rates)))
    // The averages' reading types say over how long they are.
    const { windowMs } = this.#backlog.lengths
    for (const mirror of this.#addresses.keys()) {
      if (this.#saidMs.get(mirror) !== windowMs) this.#addresses.set(mirror, await this.#createOne(mirror))
    }
  }

  /**
   * Posts all that is there, oldest first.
   *
   * @throws ClientError; what was not posted stays in the backlog, unless the server will never take it
   */
  async post(): Promise<void> {
    for (let post = this.#backlog.next(); post !== null; post = this.#backlog.next()) {
      try {
        for (const [mirror, href] of this.#addresses) {
          const readings = mirrorReadings(this.#owner, mirror, post)
          if (readings !== null) await this.#postTo(mirror, href, readings)
        }
      } catch (error) {
        // What follows would wait behind it for ever.
        if (error instanceof ClientError && FOR_GOOD.has(error.refusal?.status ?? 0)) this.#backlog.refused(post)
        throw error
      }
      this.#backlog.posted(post)
    }
  }

  async #postTo(
    mirror: MirrorKind,
    href: string,
    readings: NonNullable<ReturnType<typeof mirrorReadings>>,
  ): Promise<void> {
    try {
      await this.#client.post(mirrorMeterReadingList, href, readings)
    } catch (error) {
      const mayBeLost = error instanceof ClientError && (error.isGone || error.refusal?.status === 400)
      if (!mayBeLost) throw error
      // The server has lost the mirror, or what it knew of its quantities.
      const created = await this.#createOne(mirror)
      this.#addresses.set(mirror, created)
      await this.#client.post(mirrorMeterReadingList, created, readings)
    }
  }

  async #createOne(mirror: MirrorKind): Promise<string> {
    const { lengths } = this.#backlog
    const document = mirrorDocument(this.#owner, mirror, lengths)
    const { location } = await this.#client.post(mirrorUsagePoint, this.#list.href, document)
    this.#saidMs.set(mirror, lengths.windowMs)
    if (location !== null) return location
    const pages = await this.#client.pages(mirrorUsagePointList, this.#list)
    const href = pages.flatMap((page) => page.MirrorUsagePoint).find((each) => each.mRID === document.mRID)?.href
    if (href === undefined) throw new ClientError('document', `POST ${this.#list.href}: no Location of the mirror`)
    return href
  }

  /** GET of a mirror is optional for servers. */
  async #read(href: string): Promise<{ readonly postRate?: number | undefined } | null> {
    try {
      return await this.#client.get(mirrorUsagePoint, href)
    } catch (error) {
      if (error instanceof ClientError && error.isGone) return null
      if (error instanceof ClientError && error.refusal?.status === 405) return {}
      throw error
    }
  }
}
