/** @module The kinds of value a setting can have: how its text is read, and what is accepted in words. */

import * as z from 'zod'
import { oneOf } from '../errors/one-of.ts'
import { DURATION_ACCEPTED, parseDuration } from './duration.ts'
import { INSTANT_ACCEPTED, parseInstant } from './instant.ts'
import { isAcceptedInterval, MARKET_SLOT_SECONDS, MAX_INTERVAL_SECONDS, nearestAcceptedIntervals } from './interval.ts'

export type SettingValue = string | number | boolean | null

/** How the text of a setting becomes its value; {@link fixOf} tells how to mend a value the schema refused. */
export interface ValueKind<T extends SettingValue> {
  readonly schema: z.ZodType<T, string>
  /** What is accepted, as a noun phrase. */
  readonly accepted: string
  /** Stands for the value in help texts; null for a switch, which takes none. */
  readonly placeholder: string | null
}

/** Decimal text only: no hexadecimal, no `Infinity`, no trailing letters. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?$/i
const WHOLE = /^\d+(?:e\+?\d{1,2})?$/i

/** Adding 0 turns −0 into 0, so that no output ever shows a negative zero. */
const toNumber = (text: string) => Number(text) + 0

/** A whole number between two limits, in plain or exponent form (`1e6`). */
export function wholeNumber(min: number, max: number, placeholder = 'n'): ValueKind<number> {
  const value = z.number().int().min(min).max(max)
  const schema = z.string().trim().regex(WHOLE).transform(Number).pipe(value)
  return { schema, accepted: `a whole number from ${min} to ${max}`, placeholder }
}

/** A finite number between two limits. */
export function decimal(min: number, max: number, unit = ''): ValueKind<number> {
  const schema = z.string().trim().regex(DECIMAL).transform(toNumber).pipe(z.number().min(min).max(max))
  return { schema, accepted: `a number from ${min} to ${max}${unit === '' ? '' : ` [${unit}]`}`, placeholder: 'x' }
}

/** A finite number above 0. */
export function positive(max: number): ValueKind<number> {
  const schema = z.string().trim().regex(DECIMAL).transform(toNumber).pipe(z.number().positive().max(max))
  return { schema, accepted: `a number above 0 and up to ${max}`, placeholder: 'x' }
}

/** Seconds between readings, fitting the market's slots and the day. */
export function interval(): ValueKind<number> {
  const fits = z
    .number()
    .int()
    .min(1)
    .max(MAX_INTERVAL_SECONDS)
    .check((context) => {
      if (isAcceptedInterval(context.value)) return
      const fix = `The nearest accepted are ${nearestAcceptedIntervals(context.value).join(' and ')}`
      context.issues.push({ code: 'custom', input: context.value, params: { fix } })
    })
  const accepted =
    `a whole number of seconds from 1 to ${MAX_INTERVAL_SECONDS} that divides a market slot of ` +
    `${MARKET_SLOT_SECONDS} s, or is a multiple of it that divides a day`
  return { schema: z.string().trim().regex(WHOLE).transform(Number).pipe(fits), accepted, placeholder: 'seconds' }
}

/** On or off. A switch that is `inverted` holds true while it is off, as `--no-server` does for `server`. */
export function toggle({ inverted = false } = {}): ValueKind<boolean> {
  const schema = z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']))
    .transform((text) => ['true', '1', 'yes', 'on'].includes(text) !== inverted)
    .pipe(z.boolean())
  return { schema, accepted: 'true or false', placeholder: null }
}

/** One of a few names, in any case. */
export function choice<const Name extends string>(names: readonly Name[]): ValueKind<Name> {
  return { schema: z.string().trim().toLowerCase().pipe(z.enum(names)), accepted: oneOf(names), placeholder: 'name' }
}

/** Some of a few names, separated by commas, each once; or `none`. */
export function names(accepted: readonly string[]): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .toLowerCase()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .refine((list) => (list.length === 1 && list[0] === 'none' ? true : list.every((name) => accepted.includes(name))))
    .refine((list) => new Set(list).size === list.length)
    .transform((list) => list.join(','))
  return { schema, accepted: `none, or some of ${accepted.join(', ')}, separated by commas`, placeholder: 'names' }
}

/** Host names, addresses and blocks of addresses, separated by commas; or `none`. */
export function hostList(): ValueKind<string> {
  const host = z.union([z.hostname(), z.ipv6(), z.cidrv4(), z.cidrv6()])
  const schema = z
    .string()
    .trim()
    .toLowerCase()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .refine((list) => list.every((name) => host.safeParse(name).success))
    .transform((list) => list.join(','))
  return {
    schema,
    accepted: 'none, or host names, addresses and blocks such as 10.0.0.0/8, separated by commas',
    placeholder: 'hosts',
  }
}

/** A registration PIN of IEEE 2030.5, or whose it is to be. */
export function registrationPinChoice(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:own|any|\d{6})$/)
  return { schema, accepted: 'own, any, or six digits', placeholder: 'pin' }
}

/** A name that is safe in files, tables and topics. */
export function identifier(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/)
  return {
    schema,
    accepted: 'up to 100 letters, digits, dots, dashes and underscores, the first a letter or digit',
    placeholder: 'id',
  }
}

/** What may stand before the name of a Kafka topic, or nothing. */
export function topicPrefix(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .regex(/^[\w.-]{0,100}$/)
  return { schema, accepted: 'up to 100 letters, digits, dots, dashes and underscores', placeholder: 'text' }
}

/** Any text on one line. */
export function text(): ValueKind<string> {
  const schema = z.string().regex(/^[^\0\r\n]*$/)
  return { schema, accepted: 'text on one line', placeholder: 'text' }
}

/** The path of a file. */
export function filePath(): ValueKind<string> {
  const isFile = (path: string) => !path.includes('\0') && !/[/\\]$/.test(path)
  return {
    schema: z.string().trim().min(1).refine(isFile),
    accepted: 'the path of a file',
    placeholder: 'file',
  }
}

/** The path of a folder, with or without a separator at its end. */
export function folderPath(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .min(1)
    .refine((path) => !path.includes('\0'))
  return { schema, accepted: 'the path of a folder', placeholder: 'folder' }
}

/** An ISO 8601 instant, as milliseconds since 1970 UTC. */
export function instant(): ValueKind<number> {
  const schema = z
    .string()
    .transform((text, context) => {
      const parsed = parseInstant(text)
      if (parsed.ok) return parsed.ms
      context.issues.push({ code: 'custom', input: text, params: { fix: parsed.fix } })
      return z.NEVER
    })
    .pipe(z.number())
  return { schema, accepted: INSTANT_ACCEPTED, placeholder: 'instant' }
}

/** A length of time, as milliseconds. */
export function duration(): ValueKind<number> {
  const schema = z
    .string()
    .transform((text) => parseDuration(text) ?? Number.NaN)
    .pipe(z.number())
  return { schema, accepted: DURATION_ACCEPTED, placeholder: 'duration' }
}

/** A TCP port. */
export function port(): ValueKind<number> {
  return wholeNumber(1, 65_535, 'port')
}

/** An address of this machine to listen on, or a name for one. */
export function hostAddress(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[\da-z](?:[\da-z.-]{0,252}[\da-z])?|[\da-f:.]*:[\da-f:.]*)$/)
  return { schema, accepted: 'an IP address or a host name, without a port', placeholder: 'address' }
}

/** A secret long enough not to be guessed, of characters that may stand in an HTTP header. */
export function accessToken(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .regex(/^[\w.~+/-]{16,256}=*$/)
  return { schema, accepted: '16 to 256 letters, digits and any of - . _ ~ + /', placeholder: 'token' }
}

/** A currency by its ISO 4217 code. */
export function currencyCode(): ValueKind<string> {
  const schema = z
    .string()
    .trim()
    .regex(/^[A-Z]{3}$/)
  return { schema, accepted: 'an ISO 4217 code of three capital letters, such as USD or THB', placeholder: 'code' }
}

/** A URL with one of the schemes a service speaks. */
export function serviceUrl(schemes: readonly string[]): ValueKind<string> {
  const isUrl = (text: string) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname } = new URL(text)
    return hostname !== '' && schemes.includes(protocol.slice(0, -1))
  }
  const accepted = `a URL that starts with ${oneOf(schemes.map((scheme) => `${scheme}://`))}`
  return { schema: z.string().trim().refine(isUrl), accepted, placeholder: 'url' }
}

/** What stands in the place of an address where the server is to be looked for. */
export const DISCOVER = 'discover'

/** Address of a utility server, or the word that has it looked for. */
export function utilityServerAddress(): ValueKind<string> {
  const { schema, accepted, placeholder } = serviceUrl(['https'])
  return { schema: z.union([z.literal(DISCOVER), schema]), accepted: `${accepted}, or ${DISCOVER}`, placeholder }
}

/** Addresses of brokers, separated by commas. */
export function hostPorts(): ValueKind<string> {
  const isHostPort = (text: string) => {
    const match = /^(?:[\w.-]+|\[[\da-f:.]+\]):(\d{1,5})$/i.exec(text.trim())
    return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 65_535
  }
  const schema = z
    .string()
    .trim()
    .refine((text) => text.split(',').every(isHostPort))
  return { schema, accepted: 'host:port, or several separated by commas', placeholder: 'host:port' }
}

/** The same kind of value, or nothing: empty text reads as null. */
export function optional<T extends SettingValue>(kind: ValueKind<T>): ValueKind<T | null> {
  const schema = z.string().transform((text, context): T | null => {
    if (text.trim() === '') return null
    const parsed = kind.schema.safeParse(text)
    if (parsed.success) return parsed.data
    context.issues.push({ code: 'custom', input: text, params: { fix: fixOf(parsed.error) } })
    return z.NEVER
  })
  return { ...kind, schema }
}

/** How to mend a value a schema of a kind refused, where that can be told. */
export function fixOf({ issues: [issue] }: z.ZodError): string | undefined {
  const fix: unknown = issue.code === 'custom' ? issue.params?.fix : undefined
  return typeof fix === 'string' ? fix : undefined
}
