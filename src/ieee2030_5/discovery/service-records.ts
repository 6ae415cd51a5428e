/** @module A utility server as records of DNS: what it answers when somebody asks for servers. */

import type { DnsAnswer, DnsQuestion } from './dns-packet.ts'
import { enumerationName, sameName, serviceName } from './service-names.ts'

/** A server as others are to find it. */
export interface AnnouncedServer {
  /** Of this server alone, a label of DNS: letters, digits and hyphens. */
  readonly name: string
  /** Of https; there is no http. */
  readonly port: number
  /** Path of DeviceCapability. */
  readonly capability: string
  /** Function sets by their names in DNS-SD, with their paths. */
  readonly functionSets: Readonly<Record<string, string>>
}

/** Where a server can be reached on one link. */
export interface LinkAddresses {
  readonly domain: string
  readonly addresses: readonly string[]
}

/** What others may remember [s]: of hosts, and of everything else. @see RFC 6762, 10 */
const HOST_TTL_S = 120
const OTHER_TTL_S = 4500

/** The 2018 edition, without extensions. */
const LEVEL = '-S1'

export interface ServiceReply {
  readonly answers: DnsAnswer[]
  readonly additionals: DnsAnswer[]
}

/** What a server answers; null where nothing is its business. */
export function replyTo(
  questions: readonly DnsQuestion[],
  server: AnnouncedServer,
  link: LinkAddresses,
): ServiceReply | null {
  const names = namesOf(server, link)
  const replies = questions.flatMap(({ name, type }) => answersTo(name, type, server, link, names))
  const answers = replies.flatMap((reply) => reply.answers)
  if (answers.length === 0) return null
  const additionals = replies.flatMap((reply) => reply.additionals).filter((record) => !answers.includes(record))
  return { answers: [...new Set(answers)], additionals: [...new Set(additionals)] }
}

/** Everything at once, unasked: that a server is there, or that it goes away. */
export function announcement(server: AnnouncedServer, link: LinkAddresses, isThere: boolean): DnsAnswer[] {
  const { pointer, service, text, hosts } = recordsOf(server, link, namesOf(server, link), null)
  const records = [pointer, service, text, ...hosts]
  return isThere ? records : records.map((record) => ({ ...record, ttl: 0 }))
}

interface ServerNames {
  readonly instance: string
  readonly host: string
}

function namesOf({ name }: AnnouncedServer, { domain }: LinkAddresses): ServerNames {
  return { instance: `${name}.${serviceName(domain)}`, host: `${name}.${domain}` }
}

function answersTo(
  name: string,
  type: string,
  server: AnnouncedServer,
  link: LinkAddresses,
  names: ServerNames,
): ServiceReply[] {
  const asks = (...types: string[]): boolean => type === 'ANY' || types.includes(type)
  const { domain } = link
  const all = recordsOf(server, link, names, null)
  const { pointer, service, text, hosts } = all
  const replies: ServiceReply[] = []
  if (asks('PTR') && sameName(name, enumerationName(domain))) {
    replies.push({ answers: [pointerOf(enumerationName(domain), serviceName(domain))], additionals: [] })
  }
  if (asks('PTR') && sameName(name, serviceName(domain))) {
    replies.push({ answers: [pointer], additionals: [service, text, ...hosts] })
  }
  for (const [subtype, path] of Object.entries(server.functionSets)) {
    const subtypeName = serviceName(domain, subtype)
    if (!asks('PTR') || !sameName(name, subtypeName)) continue
    const own = recordsOf(server, link, names, path)
    replies.push({
      answers: [pointerOf(subtypeName, names.instance)],
      additionals: [own.service, own.text, ...own.hosts],
    })
  }
  if (sameName(name, names.instance)) {
    const answers = [...(asks('SRV') ? [service] : []), ...(asks('TXT') ? [text] : [])]
    replies.push({ answers, additionals: hosts })
  }
  if (sameName(name, names.host)) {
    replies.push({ answers: hosts.filter((record) => asks(record.type)), additionals: [] })
  }
  return replies
}

/** @param path - of a function set, where that was asked for */
function recordsOf(
  { port, capability }: AnnouncedServer,
  { domain, addresses }: LinkAddresses,
  { instance, host }: ServerNames,
  path: string | null,
) {
  const target = { port, target: host, priority: 0, weight: 0 }
  const pairs = ['txtvers=1', `dcap=${capability}`, ...(path === null ? [] : [`path=${path}`])]
  const text = [...pairs, `https=${port}`, `level=${LEVEL}`]
  return {
    pointer: pointerOf(serviceName(domain), instance),
    service: { name: instance, type: 'SRV', ttl: HOST_TTL_S, data: target } satisfies DnsAnswer,
    text: { name: instance, type: 'TXT', ttl: OTHER_TTL_S, data: text } satisfies DnsAnswer,
    hosts: addresses.map(
      (data): DnsAnswer => ({ name: host, type: data.includes(':') ? 'AAAA' : 'A', ttl: HOST_TTL_S, data }),
    ),
  }
}

function pointerOf(name: string, data: string): DnsAnswer {
  return { name, type: 'PTR', ttl: OTHER_TTL_S, data }
}
