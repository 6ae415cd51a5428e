import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const missing = reasonWithoutBrowser()
const PATIENCE_MS = 60_000
/** Silent all the time, and only at the beginning. */
const [SILENT, BACK] = ['AMI_METER_UTCC_003', 'AMI_METER_UTCC_005']

describe('alerts in a browser', () => {
  let browser: Browser
  let campus: LiveCampus

  beforeEach(({ skip }) => {
    if (missing !== null) skip(missing)
  })

  beforeAll(async () => {
    if (missing !== null) return
    const place = await newPlace()
    const faults = join(dirname(place.output), 'faults.json')
    const from = '2025-03-10T09:00:00+07:00'
    const gap = (meter_id: string, duration: string) => ({ kind: 'gap', meter_id, from, duration })
    writeFileSync(faults, JSON.stringify({ faults: [gap(SILENT, '10h'), gap(BACK, '8m')] }))
    ;[browser, campus] = await Promise.all([launchBrowser(), startCampus(place, '--faults', faults)])
  })

  afterAll(async () => {
    if (missing !== null) return
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })

  async function open(hash: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width, height: 800 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${campus.url}/${hash}`)
    await page.locator('.live-sign[data-freshness=fresh]').waitFor()
    return page
  }

  it('come by themselves, lead to their meter, and go', async () => {
    const page = await open('#/')
    await page.locator('.big-numbers .of-alarm dd').waitFor({ timeout: PATIENCE_MS })
    await page.locator('.latest .of-alarm', { hasText: `${SILENT}: no message for` }).waitFor()
    await page.locator('.alert-badge').click()
    const row = (meter: string) => page.locator('.alerts tbody tr', { hasText: meter })
    await row(SILENT).waitFor()
    await page.getByLabel('Show').selectOption('over')
    await row(BACK).waitFor({ timeout: PATIENCE_MS })
    expect(await row(SILENT).count()).toBe(0)
    await row(BACK).getByRole('link').click()
    await page.waitForURL(`**/#/meters/${BACK}`)
  })

  it('can be read by everybody, in both languages, on a phone as well', async () => {
    const page = await open('#/alerts', 360)
    const row = page.locator('.alerts tbody tr', { hasText: SILENT })
    await row.waitFor({ timeout: PATIENCE_MS })
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'ภาษาไทย' }).click()
    await row.getByText('เตือน').waitFor()
    await page.getByLabel('ความรุนแรง').selectOption('critical')
    await page.getByText('ไม่มีสิ่งผิดปกติ').waitFor()
  })
})
