import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const missing = reasonWithoutBrowser()
/** Nothing has been measured when the page is quicker than the first tick. */
const PASSING = /status of 503/

describe('the pages of weather and batteries', () => {
  let browser: Browser
  let campus: LiveCampus

  beforeEach(({ skip }) => {
    if (missing !== null) skip(missing)
  })

  beforeAll(async () => {
    if (missing !== null) return
    ;[browser, campus] = await Promise.all([launchBrowser(), startCampus(await newPlace())])
  })

  afterAll(async () => {
    if (missing !== null) return
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })

  async function open(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !PASSING.test(message.text())) faults.push(message.text())
    })
    onTestFinished(async () => {
      await context.close()
      expect(faults).toEqual([])
    })
    await page.goto(`${campus.url}/${hash}`)
    await page.locator('.live-sign[data-freshness=fresh]').waitFor()
    return page
  }

  it('show the sun of today, and of any day that is chosen', async () => {
    const page = await open('#/weather')
    // The run is on 10 March 2025 in Bangkok.
    await page.getByRole('img', { name: 'The sun rises at 06:28, stands highest at 12:28' }).waitFor()
    await page.getByText('until 18:27').waitFor()
    await page.getByRole('figure', { name: 'Generation of the campus' }).waitFor()
    await page.getByRole('button', { name: 'Day after' }).click()
    expect(new URL(page.url()).hash).toBe('#/weather?day=2025-03-11')
    await page.getByText('This day is still to come.').waitFor()
    await page.getByLabel('Day', { exact: true }).fill('2024-06-21')
    await page.getByText('No readings are stored of this day.').waitFor()
    await page.getByRole('button', { name: 'Today' }).click()
    await page.getByText(/Expected until midnight: [\d,.]+\s[kM]Wh generated/).waitFor()
  })

  it('have the rest of the day and the weather on the overview', async () => {
    const page = await open('')
    await page.getByRole('heading', { level: 2, name: 'Weather now' }).waitFor()
    await page.getByText(/^Dashed, the forecast: /).waitFor()
    await page.locator('.today .chart-table summary').click()
    const table = page.getByRole('region', { name: 'Today' })
    await table.getByRole('columnheader', { name: 'clear sky [kW]' }).waitFor()
    const noon = table.getByRole('row', { name: /12:00/ })
    // Of what is still to come there is a forecast below the clear sky, and nothing measured.
    const [clear, forecast, , measured] = await noon.getByRole('cell').allTextContents()
    expect(Number(forecast)).toBeGreaterThan(0)
    expect(Number(forecast)).toBeLessThanOrEqual(Number(clear))
    expect(measured).toBe('–')
  })

  it('show every battery, and lead to its meter', async () => {
    const page = await open('#/batteries')
    const table = page.getByRole('table', { name: 'Batteries' })
    await table.getByRole('link', { name: 'AMI_METER_UTCC_017' }).waitFor()
    expect(await table.getByRole('link').count()).toBe(11)
    await table.getByRole('button', { name: 'Capacity' }).click()
    await table.getByRole('button', { name: 'Capacity' }).click()
    expect(await table.getByRole('link').first().textContent()).toBe('AMI_METER_UTCC_017')
    await page.getByRole('button', { name: 'Week' }).click()
    expect(new URL(page.url()).hash).toContain('range=week')
    await table.getByRole('link').first().click()
    await page.getByRole('heading', { level: 2, name: 'AMI_METER_UTCC_017' }).waitFor()
  })

  it.each(['light', 'dark'] as const)('have no fault that axe finds, in %s, and fit a phone', async (colorScheme) => {
    const page = await open('', { colorScheme, viewport: { width: 360, height: 800 } })
    for (const hash of ['#/weather', '#/batteries', '#/']) {
      await page.goto(`${campus.url}/${hash}`)
      await page.locator('main .chart').first().waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    }
  })
})
