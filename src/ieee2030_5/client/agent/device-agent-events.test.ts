import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CertificatePaths } from '../../pki/certificate-paths.ts'
import { HYBRID_METER } from '../mirrors/meter.fixture.ts'
import { removeCertificates, TestUtilityServer, testCertificates, xml } from '../utility-server.fixture.ts'
import { type RunningAgent, startAgent, until } from './agent.fixture.ts'
import { requireValid } from './sent-documents.fixture.ts'

const START_MS = Date.UTC(2026, 2, 15, 5)
const BEGIN_S = START_MS / 1000
const PROGRAM = '1'.repeat(32)
const EVENT = '2'.repeat(32)
const DEFAULT = '3'.repeat(32)

let paths: CertificatePaths
let server: TestUtilityServer
let started: RunningAgent
/** The control as the server has it now; empty when it has none. */
let control = ''

beforeAll(async () => {
  paths = await testCertificates([HYBRID_METER.meterId])
})
beforeEach(async () => {
  server = new TestUtilityServer(paths)
  await server.start()
})
afterEach(async () => {
  started.stop()
  await server.stop()
  requireValid(server.requests)
})
afterAll(() => removeCertificates(paths))

function derControl(startS: number, durationS: number, base: string, status = 0): string {
  return `<DERControl href="/derp/1/derc/1" replyTo="/rsps/1/rsp" responseRequired="03"><mRID>${EVENT}</mRID><creationTime>${BEGIN_S}</creationTime><EventStatus><currentStatus>${status}</currentStatus><dateTime>${BEGIN_S}</dateTime><potentiallySuperseded>false</potentiallySuperseded></EventStatus><interval><duration>${durationS}</duration><start>${startS}</start></interval><DERControlBase>${base}</DERControlBase></DERControl>`
}

/** A program with one control, a default control and a volt-var curve. */
function program(): void {
  const fsa = `<FunctionSetAssignments href="/fsa/1"><DERProgramListLink href="/derp" all="1"/><mRID>${PROGRAM}</mRID></FunctionSetAssignments>`
  const derp = `<DERProgram href="/derp/1"><mRID>${PROGRAM}</mRID><DefaultDERControlLink href="/derp/1/dderc"/><DERControlListLink href="/derp/1/derc" all="1"/><DERCurveListLink href="/derp/1/dc" all="1"/><primacy>1</primacy></DERProgram>`
  const curve = `<DERCurve href="/derp/1/dc/1"><mRID>${PROGRAM}</mRID><creationTime>0</creationTime><CurveData><xvalue>9500</xvalue><yvalue>4400</yvalue></CurveData><CurveData><xvalue>10500</xvalue><yvalue>-4400</yvalue></CurveData><curveType>11</curveType><xMultiplier>-2</xMultiplier><yMultiplier>-2</yMultiplier><yRefType>2</yRefType></DERCurve>`
  server.answer('GET', '/edev/1/fsa', {
    status: 200,
    body: xml('FunctionSetAssignmentsList', 'all="1" results="1" pollRate="60"', fsa),
  })
  server.answer('GET', '/derp', { status: 200, body: xml('DERProgramList', 'all="1" results="1" pollRate="10"', derp) })
  server.answer('GET', '/derp/1/dderc', {
    status: 200,
    body: xml(
      'DefaultDERControl',
      '',
      `<mRID>${DEFAULT}</mRID><DERControlBase><opModMaxLimW>9000</opModMaxLimW></DERControlBase>`,
    ),
  })
  server.answer('GET', '/derp/1/dc', { status: 200, body: xml('DERCurveList', 'all="1" results="1"', curve) })
  server.answer('POST', '/rsps/1/rsp', { status: 201, headers: { Location: '/rsps/1/rsp/1' } })
  server.routes.unshift(({ path }) => {
    const count = Number(control !== '')
    return path.startsWith('/derp/1/derc')
      ? { status: 200, body: xml('DERControlList', `all="${count}" results="${count}"`, control) }
      : undefined
  })
}

function begin(changes: Parameters<typeof startAgent>[1] = {}): RunningAgent {
  started = startAgent(server, { startMs: START_MS, speed: 120, ...changes })
  server.devices.add(started.lfdi)
  return started
}

const limits = () =>
  started.commands.map(({ command }) => (command.kind === 'der_control' ? command.control?.maxLimit : undefined))
const responses = () =>
  server.requests
    .filter(({ path }) => path === '/rsps/1/rsp')
    .map(({ body }) => Number(/<status>(\d+)</.exec(body)?.[1]))

describe('a DER control', () => {
  it('is received, begins and ends at its times, and the default control holds before and after', async () => {
    program()
    control = derControl(BEGIN_S + 60, 60, '<opModMaxLimW>4000</opModMaxLimW>')
    begin()
    await until(() => responses().length === 3)
    expect(limits()).toEqual([0.9, 0.4, 0.9])
    expect(responses()).toEqual([1, 2, 3])
    expect(started.commands.map(({ origin }) => origin)).toEqual([
      { source: 'ieee2030_5', reference: DEFAULT },
      { source: 'ieee2030_5', reference: EVENT },
      { source: 'ieee2030_5', reference: DEFAULT },
    ])
    expect(server.requests.find(({ path }) => path === '/rsps/1/rsp')?.body).toContain(started.lfdi)
  })

  it('that is cancelled ends, and that is said', async () => {
    program()
    control = derControl(BEGIN_S, 86_400, '<opModMaxLimW>4000</opModMaxLimW>', 1)
    begin()
    await until(() => limits().includes(0.4))
    control = derControl(BEGIN_S, 86_400, '<opModMaxLimW>4000</opModMaxLimW>', 2)
    await until(() => responses().includes(6))
    expect(limits().at(-1)).toBe(0.9)
  })

  it('with a curve brings the curve', async () => {
    program()
    control = derControl(BEGIN_S, 86_400, '<opModVoltVar href="/derp/1/dc/1"/>', 1)
    begin()
    await until(() => started.commands.length > 0)
    const [{ command }] = started.commands
    expect(command).toMatchObject({ kind: 'der_control', meterId: HYBRID_METER.meterId })
    expect(command.kind === 'der_control' ? command.control?.voltVar?.length : 0).toBe(2)
  })

  it('goes on while the server is away, and ends in time', async () => {
    program()
    control = derControl(BEGIN_S, 120, '<opModMaxLimW>4000</opModMaxLimW>', 1)
    begin()
    await until(() => limits().includes(0.4))
    await server.stop()
    await until(() => limits().at(-1) === 0.9)
    await server.start()
    await until(() => responses().includes(3))
    expect(responses().filter((status) => status === 3)).toEqual([3])
  })

  it('that a meter knew before it was started anew is neither told nor answered again', async () => {
    program()
    control = derControl(BEGIN_S, 86_400, '<opModMaxLimW>4000</opModMaxLimW>', 1)
    begin()
    await until(() => responses().length === 2)
    started.stop()
    const { memory } = started.agent
    begin({ memory })
    await until(() => started.agent.status.state === 'ready')
    expect(started.commands).toEqual([])
    expect(responses()).toEqual([1, 2])
  })
})
