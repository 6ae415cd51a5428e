import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parseTariffFile } from '../config/tariff-file.ts'
import { SlotTariff, type TariffTerms } from './slot-tariff.ts'

const FLAT: TariffTerms = { file: null, purchaseRate: 4, feedInRate: 2, slotSeconds: 900, timeZone: 'Asia/Bangkok' }
const second = (text: string) => Date.parse(text) / 1000

it('has the rates of the settings without a file', () => {
  expect(new SlotTariff(FLAT).at(second('2026-03-02T10:00:00+07:00'))).toEqual({ purchase: 4e6, feedIn: 2e6 })
})

it('has the prices of the start of a slot, and knows weekends and holidays of the site', () => {
  const path = fileURLToPath(new URL('../../config/thai_tou_tariff.json', import.meta.url))
  const file = parseTariffFile(readFileSync(path, 'utf8'), path)
  const tariff = new SlotTariff({ ...FLAT, file, slotSeconds: 3600 })
  const peak = tariff.at(second('2026-03-02T09:00:00+07:00'))
  const offPeak = tariff.at(second('2026-03-02T08:59:59+07:00'))
  expect(peak.purchase).toBeGreaterThan(offPeak.purchase)
  expect(tariff.at(second('2026-03-02T21:59:59+07:00'))).toEqual(peak)
  // Sunday, and Chakri Day on a Monday.
  expect(tariff.at(second('2026-03-01T12:00:00+07:00'))).toEqual(offPeak)
  expect(tariff.at(second('2026-04-06T12:00:00+07:00'))).toEqual(offPeak)
  expect(tariff.slotStart(second('2026-03-02T09:59:00+07:00'))).toBe(second('2026-03-02T09:00:00+07:00'))
})
