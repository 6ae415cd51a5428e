/** @module The single figures of a run: peaks, yield, batteries, carbon, weather. */

import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { QUALITY_REASONS } from '../../simulation/quality/quality-reasons.ts'
import type { Peak, RunSummary } from '../../simulation/summary.ts'
import { weatherName } from './campus-phrases.ts'
import { count, figure, share, UNKNOWN } from './figures.ts'
import { shortLocalTime } from './local-date-time.ts'
import type { Role } from './palette.ts'

/** One figure with its name. */
export interface Fact {
  readonly name: string
  readonly value: string
  readonly role?: Role
}

/** Facts in reading order; what a campus has none of is left out, what is unknown is a dash. */
export function summaryFacts(summary: RunSummary): Fact[] {
  const { timeZone } = summary
  return [
    { name: 'Peak load', value: peak(summary.peakLoad, timeZone), role: 'consumption' },
    { name: 'Peak import', value: peak(summary.peakImport, timeZone), role: 'import' },
    { name: 'Peak export', value: peak(summary.peakExport, timeZone), role: 'export' },
    ...pvFacts(summary),
    ...batteryFacts(summary),
    ...marketFacts(summary),
    ...certificateFacts(summary),
    { name: 'Carbon avoided', value: `${figure(summary.carbonOffsetKg)} kg CO₂` },
    { name: 'Weather', value: weather(summary) },
    ...qualityFacts(summary),
  ]
}

function peak(value: Peak | null, timeZone: string): string {
  return value === null ? UNKNOWN : `${figure(value.kw)} kW on ${shortLocalTime(Date.parse(value.time), timeZone)}`
}

function pvFacts({ pv, surplusShare }: RunSummary): Fact[] {
  if (pv.kwp === 0) return []
  const run = figure(pv.specificYieldKwhPerKwp)
  const year = pv.annualYieldKwhPerKwp === null ? '' : ` (${figure(pv.annualYieldKwhPerKwp)} a year)`
  return [
    { name: 'PV yield', value: `${run} kWh/kWp of ${figure(pv.kwp)} kWp${year}`, role: 'generation' },
    {
      name: 'PV surplus',
      value: surplusShare === null ? UNKNOWN : `${share(surplusShare)} at the meter that made it`,
      role: 'generation',
    },
  ]
}

function batteryFacts({ batteries }: RunSummary): Fact[] {
  if (batteries.count === 0) return []
  const range = `${figure(batteries.minCycles)} to ${figure(batteries.maxCycles)}`
  const cycles = `${figure(batteries.meanCycles)} full cycles each (${range})`
  const installed = `${count(batteries.count)} of ${figure(batteries.capacityKwh)} kWh together`
  const health = `state of health at least ${share(batteries.minStateOfHealth)}`
  return [{ name: 'Batteries', value: `${cycles}, ${installed}, ${health}`, role: 'battery' }]
}

function marketFacts({ market }: RunSummary): Fact[] {
  const { mechanism, currency, trades, tradedKwh, meanPrice, localShares, bill, gridOnlyBill, saving, savingShare } =
    market
  const traded = `${count(trades)} trades, ${figure(tradedKwh)} kWh at ${figure(meanPrice)} ${currency}/kWh`
  const compared = `${figure(bill)} ${currency} instead of ${figure(gridOnlyBill)} with the grid alone`
  return [
    {
      name: 'Market',
      value: `${mechanism}: ${traded}, ${share(localShares.ofTradable)} of what could be traded`,
      role: 'export',
    },
    { name: 'Bills', value: `${compared}: ${figure(saving)} ${currency} (${share(savingShare)}) saved` },
  ]
}

function certificateFacts({ certificates }: RunSummary): Fact[] {
  if (certificates === null || certificates.issuedKwh === 0) return []
  const { issuedKwh, retiredKwh, claimedKwh, expiredKwh } = certificates
  const claimed = claimedKwh === 0 ? '' : `, ${share(claimedKwh / issuedKwh)} claimed in the hour it was made`
  const retired = retiredKwh === 0 ? '' : `, ${figure(retiredKwh)} kWh retired`
  const expired = expiredKwh === 0 ? '' : `, ${figure(expiredKwh)} kWh expired`
  return [
    {
      name: 'Certificates',
      value: `${figure(issuedKwh)} kWh issued${claimed}${retired}${expired}`,
      role: 'generation',
    },
  ]
}

/** Only where a reading was doubted, or could have been: a run without faults has nothing to tell. */
function qualityFacts({ quality }: RunSummary): Fact[] {
  const { good, estimated, suspect, reasons, faults } = quality
  if (faults === null && estimated + suspect === 0) return []
  const why = QUALITY_REASONS.flatMap((reason) => {
    const readings = reasons[reason]
    return readings === undefined ? [] : [`${reason} ${count(readings)}`]
  })
  const counts = `${count(good)} good, ${count(estimated)} estimated, ${count(suspect)} suspect`
  return [{ name: 'Readings', value: why.length === 0 ? counts : `${counts}: ${why.join(', ')}` }]
}

function weather({ weatherShares }: RunSummary): string {
  return WEATHER_CONDITIONS.map((name) => `${weatherName(name)} ${share(weatherShares[name])}`).join(', ')
}
