/** @module The tariff of a live run: what it is made of for other threads, and its place in the utility server. */

import { slotSecondsOf } from '../config/settings.ts'
import type { UtilityServerThread } from '../ieee2030_5/server/server-thread.ts'
import { TariffPublisher } from '../ieee2030_5/utility/pricing/tariff-publisher.ts'
import { SlotTariff, type TariffTerms } from '../market/slot-tariff.ts'
import type { RunInputs } from '../run/run-inputs.ts'

export function tariffTerms({ settings, site, tariffFile }: RunInputs): TariffTerms {
  return {
    file: tariffFile,
    purchaseRate: settings.gridPurchaseRate,
    feedInRate: settings.gridFeedInRate,
    slotSeconds: slotSecondsOf(settings),
    timeZone: site.timeZone,
  }
}

/** What keeps the tariff published on a utility server. */
export function tariffPublisher(
  inputs: RunInputs,
  server: UtilityServerThread,
  onNotice: (text: string) => void,
): TariffPublisher {
  return new TariffPublisher({
    tariff: new SlotTariff(tariffTerms(inputs)),
    currency: inputs.settings.currency,
    rateCode: inputs.tariffFile?.name ?? 'flat',
    operate: (name, input) => server.operate(name, input),
    onNotice,
  })
}
