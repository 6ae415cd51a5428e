import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { certificatePaths } from '../../src/ieee2030_5/pki/certificate-paths.ts'
import { listCertificates } from '../../src/ieee2030_5/pki/list-certificates.ts'
import { makeMissing } from '../../src/ieee2030_5/pki/make-certificates.ts'
import { temporaryFolder } from '../program/folder.ts'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const METER = 'AMI_METER_UTCC_021'
const PATIENCE_MS = 20_000

const missing = reasonWithoutBrowser()

describe('the campus in a browser', () => {
  let browser: Browser
  let campus: LiveCampus
  const certificates = certificatePaths(join(temporaryFolder(), 'certs'))

  beforeEach(({ skip }) => {
    if (missing !== null) skip(missing)
  })

  beforeAll(async () => {
    if (missing !== null) return
    await makeMissing({
      paths: certificates,
      meterIds: [METER],
      hosts: ['localhost'],
      enterprise: 32_473,
      nowMs: Date.now(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const started = startCampus(await newPlace(), '--certs', certificates.folder)
    ;[browser, campus] = await Promise.all([launchBrowser(), started])
  })

  afterAll(async () => {
    if (missing !== null) return
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })

  async function open(hash: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width, height: 800 } })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    onTestFinished(async () => {
      await context.close()
      expect(faults).toEqual([])
    })
    await page.goto(`${campus.url}/#/${hash}`)
    await page.locator('.live-sign[data-freshness=fresh]').waitFor()
    return page
  }

  const focused = (page: Page): Promise<string | null> =>
    page.evaluate(`document.activeElement.getAttribute('aria-label')`)

  it('is gone through with the arrow keys, and leads to a building and on to a meter', async () => {
    const page = await open('campus')
    await page.getByRole('link', { name: /^Engineering A / }).focus()
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toMatch(/^Engineering B [▼▲] [\d.,]+, (import|export) [\d.,]+\skW, /)
    await page.getByRole('heading', { level: 2, name: 'Engineering Building B' }).waitFor()
    await page.keyboard.press('End')
    expect(await focused(page)).toMatch(/^Research Center /)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Engineering Building A' }).waitFor()
    await expect.poll(() => page.locator('.virtual-row').count()).toBe(3)
    await page.getByRole('link', { name: 'AMI_METER_UTCC_002' }).click()
    await page.getByRole('link', { name: 'Engineering Building A, Floor 2' }).waitFor()
  })

  it('is coloured by what the address says, and goes on', async () => {
    const page = await open('campus')
    const value = page.locator('[data-place="0"] .value')
    const before = await value.textContent()
    expect(before).toMatch(/^[▼▲] [\d.,]+$/)
    await expect.poll(() => value.textContent(), { timeout: PATIENCE_MS }).not.toBe(before)
    await page.getByRole('button', { name: 'Battery' }).click()
    expect(new URL(page.url()).hash).toBe('#/campus?colour=battery')
    await expect.poll(() => value.textContent()).toMatch(/^\d+\s%$/)
    // The gymnasium has none.
    expect(await page.locator('.place.of-nothing').count()).toBeGreaterThan(0)
    await page.locator('.campus .chart-table summary').first().click()
    const rows = page.getByRole('region', { name: 'Campus', exact: true }).getByRole('row')
    // They are made once the browser has told that it is open.
    await expect.poll(() => rows.count()).toBe(15)
  })

  it.each(['campus', 'campus?colour=battery', 'campus/Dormitory%20A', `meters/${METER}`])(
    'has no fault that axe finds on %s, and fits a phone',
    async (hash) => {
      const page = await open(hash, 360)
      await page.locator('main section').first().waitFor()
      await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    },
  )

  it('shows who a meter is, and how far its readings can be trusted', async () => {
    const page = await open(`meters/${METER}`)
    const [{ lfdi, pin } = { lfdi: '', pin: null }] = listCertificates(certificates).filter(
      ({ name }) => name === METER,
    )
    await page.getByText(lfdi.match(/.{4}/g)?.join('-') ?? 'no identity').waitFor()
    await page.getByText('never ends').waitFor()
    await page.getByRole('heading', { name: 'Readings of today' }).waitFor()
    await page
      .getByText(/^\d+ \([\d.]+\s%\)$/)
      .first()
      .waitFor()
    expect(pin).not.toBeNull()
    expect(await page.locator('main').textContent()).not.toContain(String(pin))
  })
})
