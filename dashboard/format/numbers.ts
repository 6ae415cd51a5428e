/** @module Numbers as people read them: three significant digits, a unit, figures of one width. */

import { type Language, language } from '../language/language.ts'
import { useStore } from '../state/store.ts'

/** No-break: a number and its unit stay on one line. */
const SPACE = '\u00a0'

export interface NumberFormat {
  /** @param kw - shown in kW to 10 W at the finest, or in MW from 10,000 kW */
  power(kw: number): string
  /** @param kwh - shown in Wh, kWh or MWh */
  energy(kwh: number): string
  /** Three significant digits, without a unit. */
  figure(value: number): string
  /** A price where its unit stands elsewhere. */
  rate(price: number): string
  /** @param share - of 1 */
  share(share: number): string
  percent(percent: number): string
  /** @param price - per kWh */
  price(price: number, currency: string): string
  money(amount: number, currency: string): string
  count(count: number): string
  quantity(value: number, unit: string, digits?: number): string
}

const formats = new Map<Language, NumberFormat>()

export function useNumbers(): NumberFormat {
  return numbersIn(useStore(language, (value) => value))
}

export function numbersIn(chosen: Language): NumberFormat {
  const known = formats.get(chosen)
  if (known !== undefined) return known
  const made = makeFormat(chosen)
  formats.set(chosen, made)
  return made
}

function makeFormat(chosen: Language): NumberFormat {
  const locale = chosen === 'th' ? 'th-TH-u-nu-latn' : 'en-GB'
  const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, signDisplay: 'negative' })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'negative' })
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'negative' })
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const price = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  // From 100 on, all of the digits before the point are of interest: 1,284 and not 1,280.
  const digits = (value: number): string => (Math.abs(value) >= 100 ? whole : three).format(tidy(value))
  return {
    power: (kw) => {
      if (Math.abs(kw) >= 10_000) return `${digits(kw / 1000)}${SPACE}MW`
      return `${Math.abs(kw) < 1 ? hundredths.format(tidy(kw)) : digits(kw)}${SPACE}kW`
    },
    energy: (kwh) => {
      const size = Math.abs(kwh)
      if (size >= 10_000) return `${digits(kwh / 1000)}${SPACE}MWh`
      return size > 0 && size < 1 ? `${digits(kwh * 1000)}${SPACE}Wh` : `${digits(kwh)}${SPACE}kWh`
    },
    figure: digits,
    rate: (value) => money.format(value),
    share: (share) => `${digits(share * 100)}${SPACE}%`,
    percent: (percent) => `${digits(percent)}${SPACE}%`,
    price: (value, currency) => `${price.format(value)}${SPACE}${currency}/kWh`,
    money: (amount, currency) => `${money.format(tidy(amount))}${SPACE}${currency}`,
    count: (count) => whole.format(count),
    quantity: (value, unit, fraction) =>
      `${fraction === undefined ? digits(value) : value.toLocaleString(locale, { minimumFractionDigits: fraction, maximumFractionDigits: fraction })}${SPACE}${unit}`,
  }
}

/** What rounding makes of nothing is nothing, without a sign. */
function tidy(value: number): number {
  return Math.abs(value) < 5e-4 ? 0 : value
}
