/** @module Reports that are put to the server and kept current: each again when what it says has changed. */

import type { ObjectType } from '../../model/table.ts'
import type { TypeOf } from '../../model/type-of.ts'
import type { ResourceClient } from '../connection/resource-client.ts'

export class CurrentReports {
  readonly #client: ResourceClient
  /** What each address was told last, without the times. */
  readonly #told = new Map<string, string>()

  constructor(client: ResourceClient) {
    this.#client = client
  }

  /**
   * Puts a report, unless the server has it.
   *
   * @param report - of the time since which it is so [s since 1970 UTC]
   * @throws ClientError
   */
  async put<Type extends ObjectType>(
    type: Type,
    link: { readonly href: string } | undefined,
    nowS: number,
    report: (sinceS: number) => TypeOf<Type>,
  ): Promise<void> {
    if (link === undefined) return
    const text = JSON.stringify(report(0))
    if (this.#told.get(link.href) === text) return
    await this.#client.put(type, link.href, report(nowS))
    this.#told.set(link.href, text)
  }
}
