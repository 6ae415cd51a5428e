import { AclOperations, AclPermissionTypes, Admin, ResourcePatternTypes, ResourceTypes } from '@platformatic/kafka'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KafkaSaslMechanism } from '../../src/config/settings.ts'
import { kafkaSink } from '../../src/sinks/kafka/kafka-sink.ts'
import type { KafkaSinkOptions } from '../../src/sinks/kafka/kafka-sink-options.ts'
import type { SinkError } from '../../src/sinks/sink.ts'
import { freePorts } from '../services/free-ports.ts'
import { GUEST, KafkaBroker, OWNER, prepareKafka } from '../services/kafka.ts'
import { reasonToSkip } from '../services/obtainable.ts'
import { batchOf, manifest } from './journal-feeder.ts'
import { kafkaOptions } from './kafka-options.ts'
import { committedMessages } from './kafka-reader.ts'
import { faultOf, soon } from './sink-fault.ts'

const MECHANISMS: readonly KafkaSaslMechanism[] = ['plain', 'scram-sha-256', 'scram-sha-512']
const LINE = Buffer.from('{"timestamp":"2026-03-02T00:00:15Z","meter_id":"M1"}')
let broker: KafkaBroker

const missing = reasonToSkip('Kafka', prepareKafka)

beforeAll(async () => {
  if (missing !== null) return
  broker = await KafkaBroker.start()
})
beforeEach(({ skip }) => {
  if (missing !== null) skip(missing)
})
afterAll(async () => {
  if (missing === null) await broker.dispose()
})

function login(user: { username: string; password: string }, kafkaSaslMechanism: KafkaSaslMechanism = 'plain') {
  return { kafkaSaslMechanism, kafkaSaslUsername: user.username, kafkaSaslPassword: user.password }
}

/** Writes one reading and returns how many there are then. */
async function deliver(
  server: string,
  options: Partial<KafkaSinkOptions> & { kafkaTopicPrefix: string },
): Promise<number> {
  const sink = kafkaSink(kafkaOptions(server, options))
  const cursors = await sink.open(manifest('run-1'), soon())
  const from = cursors.get('readings') ?? { segment: '', offset: 0, records: 0 }
  await sink.write([batchOf('readings', from, [LINE])], soon())
  await sink.close()
  return committedMessages(broker.plain, `${options.kafkaTopicPrefix}energy-readings`).length
}

async function refusal(server: string, options: Partial<KafkaSinkOptions>, signal = soon()): Promise<SinkError> {
  const sink = kafkaSink(kafkaOptions(server, options))
  const error = await faultOf(sink.open(manifest('run-1'), signal))
  await sink.close()
  return error
}

describe('log-in at Kafka', () => {
  it.each(MECHANISMS)('works by %s', async (mechanism) => {
    expect(await deliver(broker.sasl, { kafkaTopicPrefix: `${mechanism}.`, ...login(OWNER, mechanism) })).toBe(1)
  })

  it.each(MECHANISMS)('with a wrong password by %s is refused', async (mechanism) => {
    const wrong = login({ ...OWNER, password: 'pa55-w0rd' }, mechanism)
    const { fault, message } = await refusal(broker.sasl, wrong)
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('KAFKA_SASL_')])
    expect(message).toContain(broker.sasl)
    expect(message).not.toContain('pa55-w0rd')
  })

  it('without the rights is refused, and the documented rights are enough', async () => {
    const options = { kafkaTopicPrefix: 'guest.', ...login(GUEST) }
    const { fault, message } = await refusal(broker.sasl, options)
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('docs/kafka.md')])
    await grant(ResourceTypes.TOPIC, 'guest.', ['CREATE', 'DESCRIBE', 'READ', 'WRITE'])
    await grant(ResourceTypes.TRANSACTIONAL_ID, 'guest.', ['DESCRIBE', 'WRITE'])
    expect(await deliver(broker.sasl, options)).toBe(1)
    expect(await deliver(broker.sasl, options)).toBe(2)
  })
})

describe('TLS to Kafka', () => {
  it('works with the authority that signed the certificate', async () => {
    expect(await deliver(broker.tls, { kafkaTopicPrefix: 'tls.', kafkaTls: true, kafkaTlsCaFile: broker.caFile })).toBe(
      1,
    )
  })

  it('is refused with a certificate nobody trusts', async () => {
    const { fault, message } = await refusal(broker.tls, { kafkaTls: true })
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('KAFKA_TLS_CA_FILE')])
  })

  it('names the file of authorities that cannot be read', async () => {
    const { fault, message } = await refusal(broker.tls, { kafkaTls: true, kafkaTlsCaFile: '/nowhere/ca.pem' })
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('/nowhere/ca.pem')])
  })

  it('where nobody speaks it is no answer', async () => {
    const { fault, message } = await refusal(broker.plain, { kafkaTls: true, kafkaTlsCaFile: broker.caFile })
    expect([fault, message]).toEqual(['unavailable', expect.stringContaining('TLS')])
  })

  it('that is missing is no answer', async () => {
    expect((await refusal(broker.tls, {}, AbortSignal.timeout(2_000))).fault).toBe('unavailable')
  })
})

describe('nobody there', () => {
  it('is unavailable at a port nobody listens on', async () => {
    const [port] = await freePorts(1)
    const { fault, message } = await refusal(`127.0.0.1:${port}`, {})
    expect([fault, message]).toEqual(['unavailable', expect.stringContaining('ECONNREFUSED')])
  })

  it('is unavailable by a name nobody has', async () => {
    expect((await refusal('kafka.invalid:9092', {})).fault).toBe('unavailable')
  })
})

async function grant(resourceType: 2 | 5, prefix: string, operations: (keyof typeof AclOperations)[]): Promise<void> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [broker.plain] })
  const creations = operations.map((operation) => ({
    resourceType,
    resourceName: prefix,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
    principal: `User:${GUEST.username}`,
    host: '*',
    operation: AclOperations[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }))
  await admin.createAcls({ creations })
  await admin.close()
}
