import type { Browser } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const METERS = 10_000
const PATIENCE_MS = 60_000
const missing = reasonWithoutBrowser()

it('shows ten thousand meters, of which only those in sight are in the page', async ({ skip }) => {
  if (missing !== null) skip(missing)
  const fleet = ['--meters', String(METERS), '--interval', '60', '--speed', '30', '--sinks', 'none']
  const [browser, campus]: [Browser, LiveCampus] = await Promise.all([
    launchBrowser(),
    startCampus(await newPlace(), ...fleet),
  ])
  onTestFinished(async () => {
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))

  await page.goto(`${campus.url}/#/`)
  const using = page.locator('.big-numbers .of-consumption dd')
  await expect.poll(() => using.textContent(), { timeout: PATIENCE_MS }).toMatch(/^[\d,.]+\s[kM]W$/)
  const before = await using.textContent()
  await expect.poll(() => using.textContent(), { timeout: PATIENCE_MS }).not.toBe(before)

  await page.goto(`${campus.url}/#/meters`)
  await page.locator('[data-row="0"]').focus({ timeout: PATIENCE_MS })
  await page.keyboard.press('End')
  await page.locator(`[data-row="${METERS - 1}"]:focus`).waitFor()
  expect(await page.locator('.virtual-row').count()).toBeLessThan(100)
  await page.getByRole('button', { name: 'grid', exact: true }).click()
  expect(await page.locator('.virtual-row').count()).toBeLessThan(100)
  await page.keyboard.press('/')
  await page.locator('search input:focus').waitFor()
  await page.keyboard.type('9999')
  await page.getByRole('status').getByText('1 of 10,000 meters').waitFor()
  await page.locator('[data-row="0"]').click()
  await page.getByRole('heading', { level: 2, name: 'AMI_METER_9999' }).waitFor()
  expect(await page.locator('.virtual-row').count()).toBeLessThan(100)

  await page.goto(`${campus.url}/#/campus`)
  await page.locator('[data-place="0"]').waitFor({ timeout: PATIENCE_MS })
  expect(await page.locator('[data-place]').count()).toBeLessThan(150)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
