/** @module Everything a meter reports of itself, put where its entry has links for it. */

import type { Meter } from '../../../campus/meter.ts'
import { derAvailability, derList } from '../../model/der.ts'
import { derCapability } from '../../model/der-capability.ts'
import { derSettings } from '../../model/der-settings.ts'
import { derStatus } from '../../model/der-status.ts'
import { deviceInformation } from '../../model/device-information.ts'
import { deviceStatus, powerStatus } from '../../model/device-status.ts'
import type { EndDevice } from '../../model/end-device.ts'
import type { ResourceClient } from '../connection/resource-client.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import { CurrentReports } from './current-reports.ts'
import {
  type DerCondition,
  derAvailabilityOf,
  derCapabilityOf,
  derSettingsOf,
  derStatusOf,
  hasDer,
} from './der-reports.ts'
import { deviceInformationOf, deviceStatusOf, type Maker, powerStatusOf } from './device-reports.ts'

export class DeviceReporter {
  readonly #client: ResourceClient
  readonly #meter: Meter
  readonly #lfdi: string
  readonly #maker: Maker
  readonly #reports: CurrentReports

  constructor(client: ResourceClient, meter: Meter, lfdi: string, maker: Maker) {
    this.#client = client
    this.#meter = meter
    this.#lfdi = lfdi
    this.#maker = maker
    this.#reports = new CurrentReports(client)
  }

  /**
   * Puts what has changed since the last time.
   *
   * @param sample - null before the first reading
   * @param now - by the server's clock [s since 1970 UTC]
   * @throws ClientError
   */
  async report(device: EndDevice, sample: MeterSample | null, condition: DerCondition, now: number): Promise<void> {
    const reports = this.#reports
    const meter = this.#meter
    await reports.put(deviceInformation, device.DeviceInformationLink, now, () =>
      deviceInformationOf(meter, this.#lfdi, this.#maker),
    )
    if (sample !== null) {
      await reports.put(deviceStatus, device.DeviceStatusLink, now, (sinceS) => deviceStatusOf(sample, sinceS))
      await reports.put(powerStatus, device.PowerStatusLink, now, (sinceS) => powerStatusOf(meter, sample, sinceS))
    }
    if (!hasDer(meter) || device.DERListLink === undefined) return
    const [der] = (await this.#client.pages(derList, device.DERListLink)).flatMap((page) => page.DER)
    await reports.put(derCapability, der?.DERCapabilityLink, now, () => derCapabilityOf(meter))
    await reports.put(derSettings, der?.DERSettingsLink, now, (sinceS) => derSettingsOf(meter, sinceS))
    if (sample === null) return
    await reports.put(derStatus, der?.DERStatusLink, now, () => derStatusOf(meter, sample, condition))
    await reports.put(derAvailability, der?.DERAvailabilityLink, now, () => derAvailabilityOf(meter, sample))
  }
}
