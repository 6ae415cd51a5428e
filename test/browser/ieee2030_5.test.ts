import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fieldOf } from '../../src/ieee2030_5/utility/programs.fixture.ts'
import { clientStates, type OperatorDoor, operate } from '../integration/live-utility.ts'
import { CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { succeed } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, reasonWithoutBrowser } from './chromium.ts'
import { CAMPUS_TOKEN, type LiveCampus, newPlace, startCampus } from './live-campus.ts'

const PATIENCE_MS = 60_000
const PATIENCE = { timeout: PATIENCE_MS, interval: 200 }
const POLL_RATE = 120
const CONTROL = 'A tenth of the sun'
const missing = reasonWithoutBrowser()

describe('the utility server in a browser', () => {
  let browser: Browser
  let campus: LiveCampus
  let door: OperatorDoor
  let page: Page

  beforeEach(({ skip }) => {
    if (missing !== null) skip(missing)
  })

  beforeAll(async () => {
    if (missing !== null) return
    const folder = join(temporaryFolder(), 'certs')
    await succeed(['certificates', '--certs', folder])
    const [place, [server]] = await Promise.all([newPlace(), freePorts(1)])
    const env = { CERTS_FOLDER: folder, IEEE2030_5_SERVER: 'on', IEEE2030_5_PORT: String(server) }
    ;[browser, campus] = await Promise.all([launchBrowser(), startCampus({ ...place, env })])
    door = { port: place.port, token: CAMPUS_TOKEN }
    await vi.waitFor(() => operate(door, 'rates.set', { pollRateSeconds: POLL_RATE, postRateSeconds: 300 }), PATIENCE)
    await vi.waitUntil(async () => (await clientStates(door)).ready === CAMPUS_METERS, PATIENCE)
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    page = await context.newPage()
  }, 120_000)

  afterAll(async () => {
    if (missing !== null) return
    campus.program.kill('SIGTERM')
    await Promise.all([browser.close(), campus.program.ended])
  })

  const tree = () => page.getByRole('navigation', { name: 'What the utility server holds' })
  const document = () => page.getByRole('region', { name: 'XML' }).locator('pre')

  async function generationKw(): Promise<number> {
    const { now } = (await (await fetch(`${campus.url}/api/v1/campus`)).json()) as { now: { generation_kw: number } }
    return now.generation_kw
  }

  it('shows devices and mirrors, and each resource as its device is sent it', async () => {
    await page.goto(`${campus.url}/#/ieee2030_5`)

    await tree()
      .getByRole('button', { name: /^Devices 25$/ })
      .click()
    const meter = tree().getByRole('link', { name: 'AMI_METER_UTCC_001 connected' })
    await meter.click()
    await document().getByText('<EndDevice ').waitFor()
    await page.getByRole('link', { name: '/dcap', exact: true }).click()
    await document().getByText('<DeviceCapability ').waitFor()
    await document().getByRole('link', { name: '/tm', exact: true }).click()
    await document().getByText('<currentTime>').waitFor()
    await tree()
      .getByRole('button', { name: /^Mirrors \d+$/ })
      .click()
    await tree()
      .getByRole('link', { name: /^AMI_METER_UTCC_001 .* kW$/ })
      .first()
      .click()
    await document().getByText('<MirrorUsagePoint ').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('shows a curtailment from when it is planned until it is over, and the sun it takes', async () => {
    const before = await generationKw()
    expect(before).toBeGreaterThan(0)
    const program = fieldOf(
      await operate(door, 'programs.create', { kind: 'der', primacy: 5, assignedTo: 'all' }),
      'program',
    )
    const { time } = (await (await fetch(`${campus.url}/api/v1/status`)).json()) as { time: string }
    const start = Math.ceil(Date.parse(time) / 1000) + 240
    const control = { start, durationSeconds: 600, description: CONTROL, responseRequired: ['received', 'specific'] }
    await operate(door, 'controls.create', { program, ...control, control: { opModMaxLimW: 10 } })
    await page.goto(`${campus.url}/#/ieee2030_5`)
    await tree()
      .getByRole('button', { name: /^Events / })
      .click()
    const event = (status: string) => tree().getByRole('link', { name: `${CONTROL} ${status}` })
    await event('scheduled').click({ timeout: PATIENCE_MS })
    await document().getByText('<opModMaxLimW>1000</opModMaxLimW>').waitFor()
    await event('active').waitFor({ timeout: PATIENCE_MS })
    await expect.poll(generationKw, PATIENCE).toBeLessThan(before / 2)
    await page.goto(`${campus.url}/#/`)
    const sun = page.locator('.big-numbers .of-generation dd')
    const shownKw = async (): Promise<number> => Number((await sun.textContent())?.replace(/[^\d.]/g, ''))
    await expect.poll(shownKw, PATIENCE).toBeLessThan(before / 2)
    await page.goto(`${campus.url}/#/ieee2030_5`)
    await tree()
      .getByRole('button', { name: /^Events / })
      .click()
    await event('completed').waitFor({ timeout: PATIENCE_MS })
    await expect.poll(generationKw, PATIENCE).toBeGreaterThan(before / 2)
  })
})
