/**
 * @module `node scripts/dashboard-pictures.js [URL]`: pictures of a running simulator's dashboard for the documentation,
 * into docs/images/. With API_TOKEN, what operators see. Thai needs a font that has it (Debian: fonts-noto-core).
 */

import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ROOT } from './prepare.js'

const [url = 'http://127.0.0.1:8080'] = process.argv.slice(2)
const WIDE = { width: 1280, height: 720 }
const PHONE = { width: 360, height: 720 }
/** What is shown, as what, and how. */
const PICTURES = [
  { name: 'overview-light' },
  { name: 'overview-dark', colorScheme: 'dark' },
  { name: 'overview-phone', viewport: PHONE, colorScheme: 'dark', locale: 'th-TH' },
  { name: 'campus', address: 'campus' },
  { name: 'meter', address: 'meters/AMI_METER_UTCC_017' },
  { name: 'market', address: 'market' },
  { name: 'weather', address: 'weather', colorScheme: 'dark' },
  { name: 'system', address: 'system', colorScheme: 'dark' },
  { name: 'alerts', address: 'alerts' },
]
/** In which a page has its values and its charts [ms]. */
const SETTLING_MS = 3_000
const { API_TOKEN: token } = process.env

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const { name, address = '', viewport = WIDE, colorScheme = 'light', locale = 'en-GB' } of PICTURES) {
  const context = await browser.newContext({ viewport, colorScheme, locale })
  if (token !== undefined) await context.addInitScript(`sessionStorage.setItem('api-token', ${JSON.stringify(token)})`)
  const page = await context.newPage()
  await page.goto(`${url}/#/${address}`)
  await page.locator('.live-sign[data-freshness=fresh]').waitFor()
  await page.waitForTimeout(SETTLING_MS)
  const path = join(ROOT, 'docs', 'images', `dashboard-${name}.png`)
  await page.screenshot({ path })
  console.log(path)
  await context.close()
}
await browser.close()
