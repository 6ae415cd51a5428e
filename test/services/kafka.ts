/** @module A real Kafka broker: one node with KRaft, on free ports and in a temporary folder. */

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from './certificate.ts'
import { freePorts } from './free-ports.ts'
import { kafkaClassPath } from './kafka-jars.ts'
import { accepts, ServiceProcess } from './service-process.ts'
import { requireCommand } from './system-package.ts'

/** Who may log in: the owner may do everything, the guest nothing but what a test allows it. */
export const OWNER = { username: 'owner', password: 'owner-secret' }
export const GUEST = { username: 'guest', password: 'guest-secret' }

/** Fetches and installs what a broker needs. */
export function prepareKafka(): void {
  kafkaClassPath()
  requireCommand('openssl', 'openssl')
  requireCommand('kcat', 'kcat')
}

const JAVA = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dlog4j2.disable.jmx=true']
const LOG_LEVEL = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'

export class KafkaBroker {
  /** No log-in, no encryption, all rights. */
  readonly plain: string
  /** Log-in by PLAIN or SCRAM. */
  readonly sasl: string
  readonly tls: string
  readonly caFile: string
  readonly #folder: string
  readonly #ports: readonly number[]
  #process: ServiceProcess | null = null

  private constructor(folder: string, ports: readonly number[], caFile: string) {
    const [plain, sasl, tls] = ports
    this.plain = `127.0.0.1:${plain}`
    this.sasl = `127.0.0.1:${sasl}`
    this.tls = `127.0.0.1:${tls}`
    this.caFile = caFile
    this.#folder = folder
    this.#ports = ports
  }

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<KafkaBroker> {
    const folder = mkdtempSync(join(tmpdir(), 'gridtokenx-kafka-'))
    const ports = await freePorts(4)
    const { caFile, keyAndCertificateFile } = makeCertificate(folder)
    const all = { ...properties(folder, ports, keyAndCertificateFile), ...settings }
    writeFileSync(
      join(folder, 'server.properties'),
      Object.entries(all)
        .map((pair) => `${pair.join('=')}\n`)
        .join(''),
    )
    const broker = new KafkaBroker(folder, ports, caFile)
    broker.#format()
    await broker.restart()
    return broker
  }

  /** Starts it again, with the same ports and data. */
  async restart(): Promise<void> {
    const args = [...JAVA, LOG_LEVEL, '-cp', kafkaClassPath(), 'kafka.Kafka', join(this.#folder, 'server.properties')]
    const started = new ServiceProcess('java', args, join(this.#folder, 'broker.log'))
    this.#process = started
    for (const port of this.#ports) await started.until(() => accepts(port))
  }

  async kill(): Promise<void> {
    await this.#process?.kill()
  }

  freeze(): void {
    this.#process?.freeze()
  }

  resume(): void {
    this.#process?.resume()
  }

  /** Stops it and deletes what it kept. */
  async dispose(): Promise<void> {
    await this.#process?.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #format(): void {
    const id = randomBytes(16).toString('base64url').replace(/^-/, 'A')
    const users = [OWNER, GUEST].flatMap(({ username, password }) =>
      ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
        '--add-scram',
        `${mechanism}=[name=${username},password=${password}]`,
      ]),
    )
    const format = ['kafka.tools.StorageTool', 'format', '-t', id, '-c', join(this.#folder, 'server.properties')]
    const args = [...JAVA, LOG_LEVEL, '-cp', kafkaClassPath(), ...format, ...users]
    const { status, stdout, stderr } = spawnSync('java', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`Kafka cannot format its folder:\n${stdout}\n${stderr}`)
  }
}

function properties(folder: string, ports: readonly number[], keyStore: string): Record<string, string> {
  const names = ['ANYONE', 'LOGIN', 'SECURE', 'CONTROLLER']
  const at = (index: number) => `${names[index]}://127.0.0.1:${ports[index]}`
  const security = 'org.apache.kafka.common.security'
  const users = [OWNER, GUEST].map(({ username, password }) => `user_${username}="${password}"`).join(' ')
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports[3]}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: [0, 1, 2, 3].map(at).join(','),
    'advertised.listeners': [0, 1, 2].map(at).join(','),
    'listener.security.protocol.map': 'ANYONE:PLAINTEXT,LOGIN:SASL_PLAINTEXT,SECURE:SSL,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'ANYONE',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.login.plain.sasl.jaas.config': `${security}.plain.PlainLoginModule required ${users};`,
    'listener.name.login.scram-sha-256.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'listener.name.login.scram-sha-512.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:ANONYMOUS;User:${OWNER.username}`,
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': 'false',
    // After a kill the broker may register again as soon as its last session has run out.
    'broker.session.timeout.ms': '1500',
    'broker.heartbeat.interval.ms': '300',
    'group.initial.rebalance.delay.ms': '0',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '1',
  }
}
