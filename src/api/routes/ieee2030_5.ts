/** @module The utility server of IEEE 2030.5: how it stands, and what operators do with it. */

import * as z from 'zod'
import type { FleetStatus } from '../../ieee2030_5/client/fleet/fleet-status.ts'
import { FUNCTION_SETS } from '../../ieee2030_5/utility/function-sets.ts'
import type { AnyOperation } from '../../ieee2030_5/utility/operation.ts'
import { utcText } from '../../time/utc-text.ts'
import type { UtilityContext } from '../api-context.ts'
import { ApiProblem, badRequest, type RequestFault } from '../api-problem.ts'
import { requestFaults } from '../request-faults.ts'
import { requireDone } from '../require-done.ts'
import { defineRoute } from '../route.ts'
import type { Asker, ControlAnswer, RunControl } from '../run-control.ts'
import { instant } from '../schemas.ts'

const TAG = 'IEEE 2030.5'

const OPERATIONS: readonly AnyOperation[] = FUNCTION_SETS.flatMap(({ operations = [] }) => operations)
const BY_NAME: ReadonlyMap<string, AnyOperation> = new Map(OPERATIONS.map((operation) => [operation.name, operation]))

const statusSchema = z
  .strictObject({
    server: z
      .strictObject({
        port: z.int(),
        connections: z.int().describe('Open now.'),
        handshakes: z.int().describe('Since the start.'),
        resumed: z.int().describe('Those of them that resumed a session.'),
        requests: z.record(z.string(), z.int()).describe('Since the start, by status of their answer.'),
        holds: z.record(z.string(), z.int()).describe('What it holds, by kind.'),
        connected_devices: z.array(z.string()).describe('LFDI of those that have a connection open.'),
        last_errors: z.array(z.string()).describe('The newest last.'),
      })
      .nullable()
      .describe('Null where the run has no utility server.'),
    clients: z
      .strictObject({
        states: z.record(z.string(), z.int()).describe('Meters by how they stand with their server.'),
        requests: z.int().describe('Answered since the start.'),
        p95_ms: z.number().nullable().describe('95 of 100 answers came within this time. Unit: ms.'),
        dropped: z.int().describe('Windows and intervals that no mirror took in time.'),
        latest_reading: instant.nullable().describe('Time of the latest reading they have taken.'),
        faults: z.array(
          z.strictObject({ fault: z.string(), count: z.int(), last_message: z.string(), last_meter_id: z.string() }),
        ),
      })
      .nullable()
      .describe('The meters as clients; null where they are none.'),
  })
  .meta({ id: 'UtilityStatus', description: 'How the utility server stands.' })

export const utilityStatusRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/ieee2030_5',
  operationId: 'getUtilityStatus',
  tag: TAG,
  summary: 'How the utility server stands',
  result: statusSchema,
  handle: (_request, { utility: { server, clients } }: UtilityContext) => ({
    clients: clients === null ? null : clientFigures(clients),
    server:
      server === null
        ? null
        : {
            port: server.port,
            connections: server.connections,
            handshakes: server.handshakes,
            resumed: server.resumed,
            requests: { ...server.requests },
            holds: { ...server.holds },
            connected_devices: [...server.connectedDevices],
            last_errors: [...server.lastErrors],
          },
  }),
})

function clientFigures({ states, traffic, dropped, latestReadingMs, faults }: FleetStatus) {
  return {
    states: { ...states },
    requests: traffic.all.count,
    p95_ms: traffic.all.p95Ms,
    dropped,
    latest_reading: latestReadingMs === null ? null : utcText(latestReadingMs),
    faults: faults.map(({ fault, count, lastMessage, lastMeterId }) => ({
      fault,
      count,
      last_message: lastMessage,
      last_meter_id: lastMeterId,
    })),
  }
}

const operationSchema = z
  .strictObject({
    name: z.string(),
    summary: z.string(),
    reads: z.boolean().describe('Whether it changes nothing, so that it can be had with GET.'),
    input: z.record(z.string(), z.unknown()).describe('JSON Schema of its input.'),
  })
  .meta({ id: 'UtilityOperation', description: 'Something operators do with the utility server.' })

export const utilityOperationsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/ieee2030_5/operations',
  operationId: 'listUtilityOperations',
  tag: TAG,
  summary: 'What operators can do with the utility server',
  result: z.strictObject({ items: z.array(operationSchema) }),
  handle: (_request, _context: UtilityContext) => ({
    items: OPERATIONS.map(({ name, summary, reads = false, input }) => ({
      name,
      summary,
      reads,
      input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
    })),
  }),
})

const params = z.strictObject({
  name: z.string().max(100).describe('As `listUtilityOperations` names it: `devices.list`.'),
})
const outputSchema = z
  .strictObject({ output: z.unknown() })
  .meta({ id: 'UtilityOutput', description: 'What the operation came to.' })

export const readUtilityRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/ieee2030_5/operations/{name}',
  operationId: 'readUtility',
  tag: TAG,
  summary: 'Ask the utility server something',
  description: 'Of the operations that change nothing.',
  params,
  query: z.strictObject({ input: z.string().max(4000).default('{}').describe('Input of the operation as JSON.') }),
  result: outputSchema,
  problems: [404, 503],
  async handle({ params: { name }, query: { input } }, { control }: UtilityContext) {
    const operation = BY_NAME.get(name)
    if (operation?.reads !== true) throw unknownOperation(name, 'one that changes nothing; others need POST')
    return outputOf('query', await asked(control, operation, 'query', parsed(input), null))
  },
})

export const operateUtilityRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/ieee2030_5/operations/{name}',
  operationId: 'operateUtility',
  tag: TAG,
  summary: 'Have the utility server do something',
  description:
    'Programs, controls, curves, prices, messages, rates and devices. The body is the input of the operation.',
  controls: true,
  params,
  body: z.record(z.string(), z.unknown()),
  result: outputSchema,
  problems: [404, 409, 503],
  async handle({ params: { name }, body, by }, { control }: UtilityContext) {
    const operation = BY_NAME.get(name)
    if (operation === undefined) throw unknownOperation(name, 'an operation of the utility server')
    return outputOf('body', await asked(control, operation, 'body', body, operation.reads === true ? null : by))
  },
})

/** Its input is checked here too, where every fault of it can be told in the words of the interface. */
function asked(
  control: RunControl,
  { name, input: schema }: AnyOperation,
  part: RequestFault['in'],
  input: unknown,
  by: Asker | null,
): Promise<ControlAnswer> {
  const { error } = schema.safeParse(input)
  if (error !== undefined) throw badRequest(requestFaults(part, schema, input, error))
  return control.ask({ kind: 'operate', request: { name, input }, by })
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    throw badRequest([{ in: 'query', field: 'input', value: input.slice(0, 100), expected: 'JSON' }])
  }
}

function unknownOperation(name: string, expected: string): ApiProblem {
  const errors = [{ in: 'path' as const, field: 'name', value: name, expected }]
  return new ApiProblem(404, `name = ${name}: expected ${expected}; see /api/v1/ieee2030_5/operations`, { errors })
}

function outputOf(part: RequestFault['in'], answer: ControlAnswer): { output: unknown } {
  return { output: requireDone(part, answer) ?? null }
}
