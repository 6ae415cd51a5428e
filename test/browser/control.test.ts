import type { Browser } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { CAMPUS_TOKEN, newPlace, startCampus } from './live-campus.ts'

const missing = reasonWithoutBrowser()

it('an operator pauses, steps, breaks a meter and resumes, by the keyboard alone', async ({ skip }) => {
  if (missing !== null) skip(missing)
  const [browser, campus]: [Browser, Awaited<ReturnType<typeof startCampus>>] = await Promise.all([
    launchBrowser(),
    startCampus(await newPlace()),
  ])
  onTestFinished(async () => {
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${campus.url}/#/system`)
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  // Without a token, it is asked for.
  await button('Pause').press('Enter')
  await page.locator('dialog[open] input[type=password]').fill(CAMPUS_TOKEN)
  await page.keyboard.press('Enter')
  await button('Pause').press('Enter')
  await button('Resume').waitFor()
  await page.locator('.live-sign', { hasText: 'paused' }).waitFor()
  await page.getByLabel('Ticks').fill('2')
  await button('Step').press('Enter')
  await page.getByLabel('What goes wrong').selectOption('gap')
  await button('Inject').press('Enter')
  await page.locator('td', { hasText: 'AMI_METER_UTCC_' }).first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await button('600×').press('Enter')
  await button('Resume').press('Enter')
  await button('Pause').waitFor()
  await context.close()
})
