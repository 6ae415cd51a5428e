/**
 * @module `node scripts/dashboard-pictures.js URL [PAGE]`: pictures of a running simulator's dashboard for the
 * documentation, in light and dark, into docs/images/. Thai needs a font that has it (Debian: fonts-noto-core).
 */

import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ROOT } from './prepare.js'

const [url = 'http://127.0.0.1:8080', page = ''] = process.argv.slice(2)
const SIZE = { width: 1280, height: 860 }
/** In which a page has its values and its charts [ms]. */
const SETTLING_MS = 3_000

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: SIZE, colorScheme, locale: 'en-GB' })
  const shown = await context.newPage()
  await shown.goto(`${url}/#/${page}`)
  await shown.locator('.live-sign[data-freshness=fresh]').waitFor()
  await shown.waitForTimeout(SETTLING_MS)
  const path = join(ROOT, 'docs', 'images', `dashboard-${page === '' ? 'overview' : page}-${colorScheme}.png`)
  await shown.screenshot({ path })
  console.log(path)
}
await browser.close()
