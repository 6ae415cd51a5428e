import { readFileSync } from 'node:fs'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { CAMPUS_TOKEN, type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const PATIENCE_MS = 60_000
const POLL_MS = 500
const SLOT_MS = 15 * 60_000
/** One to go back from, twice. */
const FEWEST_SLOTS = 3
const PNG_SIGNATURE = '89504e470d0a1a0a'
const missing = reasonWithoutBrowser()

describe('the market in a browser', () => {
  let browser: Browser
  let campus: LiveCampus
  let page: Page

  beforeEach(({ skip }) => {
    if (missing !== null) skip(missing)
  })

  beforeAll(async () => {
    if (missing !== null) return // Slots close every second, so that some are there at once.
    ;[browser, campus] = await Promise.all([launchBrowser(), startCampus(await newPlace(), '--speed', '900')])
    const isEnough = async (): Promise<boolean> => (await recordedSlots()) >= FEWEST_SLOTS
    await vi.waitUntil(isEnough, { timeout: PATIENCE_MS, interval: POLL_MS })
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
    await page.goto(`${campus.url}/#/market`)
    await page.getByRole('heading', { name: 'Trades' }).waitFor({ timeout: PATIENCE_MS })
  }, 120_000)

  afterAll(async () => {
    if (missing !== null) return
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })

  async function recordedSlots(): Promise<number> {
    const response = await fetch(`${campus.url}/api/v1/market/prices?resolution=run`)
    const { items } = (await response.json()) as { items?: { slots: number }[] }
    return items?.[0]?.slots ?? 0
  }

  const chart = (title: string) => page.locator('figure.chart', { hasText: title })
  const slotOf = (): string | null => new URLSearchParams(new URL(page.url()).hash.split('?', 2)[1]).get('slot')

  async function downloaded(title: string, button: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
      page.waitForEvent('download'),
      chart(title).getByRole('button', { name: button, exact: true }).click(),
    ])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }

  it('goes from slot to slot, and the address says which', async () => {
    const heading = page.locator('.slot-picker h2')
    const step = async (button: string): Promise<string | null> => {
      const before = await heading.textContent()
      await page.getByRole('button', { name: button }).click()
      await expect.poll(() => heading.textContent(), { timeout: PATIENCE_MS }).not.toBe(before)
      return slotOf()
    }
    const [second, first, again] = [await step('Earlier'), await step('Earlier'), await step('Later')]
    expect(Date.parse(String(second)) - Date.parse(String(first))).toBe(SLOT_MS)
    expect(again).toBe(second)
    await page.reload()
    await page.getByRole('heading', { name: 'Trades' }).waitFor()
    expect(slotOf()).toBe(second)
  })

  it('has the figures of its curves as a table, and as CSV', async () => {
    await chart('Supply and demand').locator('summary').click()
    const table = page.getByRole('region', { name: 'Supply and demand' })
    await table.getByRole('columnheader', { name: /demand \[.*\/kWh\]/ }).waitFor()
    const { name, bytes } = await downloaded('Supply and demand', 'CSV')
    expect(name).toBe('supply-and-demand.csv')
    const lines = bytes.toString().trim().split('\r\n')
    expect(lines[0]).toMatch(/^Energy \[kWh\],demand \[/)
    expect(lines).toHaveLength(await table.getByRole('row').count())
  })

  it('gives a picture of a chart', async () => {
    const { name, bytes } = await downloaded('Prices', 'PNG')
    expect(name).toBe('prices.png')
    expect(bytes.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
    expect(bytes.length).toBeGreaterThan(5_000)
  })

  it('draws all charts over time closer where one is dragged over, and whole again with a double click', async () => {
    const area = chart('Prices').locator('.u-over')
    await area.scrollIntoViewIfNeeded()
    const box = await area.boundingBox()
    if (box === null) throw new Error('the chart has no area')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width * 0.3, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 })
    await page.mouse.up()
    const whole = (title: string) => chart(title).getByRole('button', { name: 'Show all' }).count()
    const both = async () => [await whole('Prices'), await whole('Energy traded'), await whole('Supply and demand')]
    await expect.poll(both).toEqual([1, 1, 0])
    await area.dblclick()
    await expect.poll(both).toEqual([0, 0, 0])
  })

  it('has no fault that axe finds, nor has the proof of a certificate', async () => {
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(`${campus.url}/#/certificates`)
    await page
      .getByRole('link', { name: /^AMI_METER_UTCC_\d+\/2025/ })
      .first()
      .click({ timeout: PATIENCE_MS })
    await page.getByText('This browser has hashed every entry again').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('has a part of a certificate retired by whoever has the token, and the ledger proves it', async () => {
    const issued = await fetch(`${campus.url}/api/v1/certificates?event=issued&order=oldest&limit=1`)
    const { items } = (await issued.json()) as { items: { certificate_id: string; meter_id: string }[] }
    const [{ certificate_id: id, meter_id: meter } = { certificate_id: '', meter_id: '' }] = items
    await page.goto(`${campus.url}/#/certificates?certificate=${encodeURIComponent(id)}`)
    await page.getByText('Retire', { exact: true }).click({ timeout: PATIENCE_MS })
    await page.getByLabel('Energy [Wh]').fill('7')
    const retire = page.getByRole('button', { name: 'Retire for good' })
    await retire.click()
    await page.locator('dialog[open] input[type=password]').fill(CAMPUS_TOKEN)
    await page.keyboard.press('Enter')
    await retire.click()
    await page.getByText('Done.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    // The first serial numbers are the part that is split off.
    await page
      .getByRole('link', { name: /\/1-7$/ })
      .first()
      .click({ timeout: PATIENCE_MS })
    await page.locator('.chain strong', { hasText: 'retired' }).waitFor({ timeout: PATIENCE_MS })
    const proof = await fetch(`${campus.url}/api/v1/certificates?meter_id=${meter}&event=retired`)
    expect(await proof.json()).toMatchObject({
      items: [{ parent_id: id, energy_wh: 7, serial_start: 1, serial_end: 7 }],
    })
  })
})
