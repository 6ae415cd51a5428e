import { AuthenticationError, MultipleErrors, NetworkError, ProtocolError, UserError } from '@platformatic/kafka'
import { describe, expect, it } from 'vitest'
import { SinkError } from '../sink.ts'
import { isFenced, isTooLarge, kafkaFault } from './kafka-fault.ts'

const SERVER = 'localhost:9092'

/** As the client gives them: errors in errors. */
function wrapped(error: Error): Error {
  return new MultipleErrors('produce failed 1 times.', [new NetworkError('failed', { cause: error })])
}

describe('a failure of Kafka', () => {
  it.each([
    ['PRODUCER_FENCED', 'fenced'],
    ['INVALID_PRODUCER_EPOCH', 'fenced'],
    ['TOPIC_AUTHORIZATION_FAILED', 'misconfigured'],
    ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'misconfigured'],
    ['SASL_AUTHENTICATION_FAILED', 'misconfigured'],
    ['UNSUPPORTED_SASL_MECHANISM', 'misconfigured'],
    ['INVALID_REPLICATION_FACTOR', 'misconfigured'],
    ['INVALID_RECORD', 'rejected'],
    ['NOT_ENOUGH_REPLICAS', 'unavailable'],
    ['NOT_COORDINATOR', 'unavailable'],
    ['REQUEST_TIMED_OUT', 'unavailable'],
  ] as const)('%s is %s', (id, fault) => {
    const error = kafkaFault(SERVER, wrapped(new ProtocolError(id)))
    expect(error.fault).toBe(fault)
    expect(error.message).toMatch(/^Kafka at localhost:9092: [^\n]+$/)
  })

  it('of a log-in, a certificate and a topic says which settings to look at', () => {
    const login = kafkaFault(SERVER, wrapped(new AuthenticationError('SASL authentication failed.')))
    const untrusted = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const certificate = kafkaFault(SERVER, wrapped(untrusted))
    const topic = kafkaFault(SERVER, new UserError('Unknown topic trades.'))
    expect([login, certificate, topic].map(({ fault }) => fault)).toEqual(Array(3).fill('misconfigured'))
    expect(login.message).toContain('KAFKA_SASL_')
    expect(certificate.message).toContain('KAFKA_TLS_CA_FILE')
    expect(topic.message).toContain('Unknown topic trades. Create it, or set KAFKA_CREATE_TOPICS=true')
  })

  it('of a machine that is not there tells the reason of the system', () => {
    const refused = Object.assign(new Error(`connect ECONNREFUSED ${SERVER}`), { code: 'ECONNREFUSED' })
    const { fault, message } = kafkaFault(SERVER, wrapped(refused))
    expect([fault, message]).toEqual(['unavailable', expect.stringContaining('ECONNREFUSED')])
  })

  it('that is judged already stays as it is', () => {
    const judged = new SinkError('rejected', 'too large')
    expect(kafkaFault(SERVER, judged)).toBe(judged)
  })

  it('is told apart by what it is, not by what is around it', () => {
    expect(isTooLarge(wrapped(new ProtocolError('MESSAGE_TOO_LARGE')))).toBe(true)
    expect(isFenced(wrapped(new ProtocolError('MESSAGE_TOO_LARGE')))).toBe(false)
    expect(isFenced(wrapped(new ProtocolError('PRODUCER_FENCED')))).toBe(true)
    expect(isFenced(null)).toBe(false)
  })
})
