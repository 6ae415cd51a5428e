import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const PAGES = {
  Overview: '#/',
  Campus: '#/campus',
  Meters: '#/meters',
  Market: '#/market',
  Certificates: '#/certificates',
  'Weather and solar': '#/weather',
  Batteries: '#/batteries',
  'IEEE 2030.5': '#/ieee2030_5',
  Alerts: '#/alerts',
  System: '#/system',
} as const
const METER = '#/meters/AMI_METER_UTCC_017'
const PATIENCE_MS = 20_000
/** A simulator that is gone, or has not made its first tick. */
const PASSING = /ERR_|status of 503/
const FIRST_LOAD_BYTES = 500_000

const missing = reasonWithoutBrowser()

describe('the dashboard in a browser', () => {
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

  /** A page that has its first values; what goes wrong in it fails the test. */
  async function open(hash = '', options: BrowserContextOptions = {}, url = campus.url): Promise<Page> {
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
    await page.goto(`${url}/${hash}`)
    await page.locator('.live-sign[data-freshness=fresh]').waitFor()
    return page
  }

  it('shows what the campus does, and goes on showing it', async () => {
    const page = await open()
    const using = page.locator('.big-numbers .of-consumption dd')
    expect(await using.textContent()).toMatch(/^[\d,.]+\skW$/)
    const [before, clock] = [await using.textContent(), await page.locator('.clock').textContent()]
    await expect.poll(() => using.textContent(), { timeout: PATIENCE_MS }).not.toBe(before)
    expect(await page.locator('.clock').textContent()).not.toBe(clock)
    expect(await page.getByRole('img', { name: /The sun gives .* kW, the campus uses .* kW/ }).count()).toBe(1)
  })

  it('loads quickly, and asks nobody but the simulator', async () => {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const hosts = new Set<string>()
    const bodies: Promise<number>[] = []
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    page.on('requestfinished', (request) => {
      bodies.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    await page.goto(campus.url)
    await page.locator('.live-sign[data-freshness=fresh]').waitFor()
    expect([...hosts]).toEqual([new URL(campus.url).host])
    const sizes = await Promise.all(bodies)
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD_BYTES)
  })

  it('leads to every page by its navigation, and back', async () => {
    const page = await open()
    for (const [name, hash] of Object.entries(PAGES)) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' })
      expect(new URL(page.url()).hash).toBe(hash)
      await expect.poll(() => page.title()).toContain(name)
    }
    await page.goBack()
    const before = Object.keys(PAGES).at(-2) ?? ''
    await page.getByRole('heading', { level: 1, name: before }).waitFor({ state: 'attached' })
    await page.goto(`${campus.url}/#/nothing`)
    await page.getByText('There is no such page.').first().waitFor({ state: 'attached' })
  })

  it.each(['light', 'dark'] as const)('has no fault that axe finds, in %s', async (colorScheme) => {
    const page = await open('', { colorScheme })
    for (const hash of [...Object.values(PAGES), METER]) {
      await page.goto(`${campus.url}/${hash}`)
      await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined)
      expect(await accessibilityFaults(page)).toEqual([])
    }
  })

  it.each([360, 1280, 2560])('fits a screen %d pixels wide', async (width) => {
    const page = await open('', { viewport: { width, height: 900 } })
    for (const hash of [...Object.values(PAGES), METER]) {
      await page.goto(`${campus.url}/${hash}`)
      await page.locator('main section').first().or(page.locator('main .notice')).first().waitFor()
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect({ hash, beyond }).toEqual({ hash, beyond: 0 })
      const shown = (await page.locator('header [aria-current]').boundingBox()) ?? { x: -1, width: 0 }
      expect(shown.x).toBeGreaterThanOrEqual(0)
      expect(shown.x + shown.width).toBeLessThanOrEqual(width)
    }
  })

  it('can be used with the keyboard alone', async () => {
    const page = await open()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.locator('[data-row="0"]').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('dormitory')
    await page
      .getByRole('status')
      .getByText(/^\d of 25 meters$/)
      .waitFor()
    expect(new URL(page.url()).hash).toContain('search=dormitory')
    while ((await page.evaluate('document.activeElement.dataset.row')) === undefined) await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: /^AMI_METER_UTCC_0\d\d$/ }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' })
  })

  it('speaks Thai, and remembers it', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'ภาษาไทย' }).click()
    await page.getByRole('heading', { level: 1, name: 'ภาพรวม' }).waitFor({ state: 'attached' })
    await page.reload()
    await page.getByRole('link', { name: 'มิเตอร์', exact: true }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('th')
  })

  it('says that the connection is lost, and goes on by itself when it is back', async () => {
    const place = await newPlace()
    const first = await startCampus(place)
    const page = await open('', {}, first.url)
    first.program.kill('SIGKILL')
    await page.locator('.banner.alarm').waitFor({ timeout: PATIENCE_MS })
    const clock = await page.locator('.clock').textContent()
    const second = await startCampus(place, '--resume')
    await page.locator('.banner.alarm').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await expect.poll(() => page.locator('.clock').textContent(), { timeout: PATIENCE_MS }).not.toBe(clock)
    second.program.kill('SIGTERM')
    await second.program.ended
  })

  it('shows the figures of a chart as a table', async () => {
    const page = await open(METER)
    await page.locator('.chart-table summary').first().click()
    await page
      .getByRole('region', { name: 'Power' })
      .getByRole('columnheader', { name: /generation \[kW\]/i })
      .waitFor()
    expect(await page.getByRole('region', { name: 'Power' }).getByRole('row').count()).toBeGreaterThan(1)
  })
})
