/** @module The kinds of value that a webhook's settings have. */

import * as z from 'zod'
import { isLoopbackHost } from './loopback-host.ts'
import type { ValueKind } from './value-kinds.ts'

/** Bytes of a key that signs. @see Standard Webhooks specification 1.0.0, "Secret": 24 to 64 bytes */
const KEY_BYTES = [24, 64] as const

/** An address that is told something: encrypted, unless it is this machine. */
export function webhookUrl(): ValueKind<string> {
  const isUrl = (text: string): boolean => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname } = new URL(text)
    return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
  }
  return {
    schema: z.string().trim().refine(isUrl),
    accepted: 'a URL that starts with https://, or with http:// and a loopback address',
    placeholder: 'url',
  }
}

/** The key a webhook's messages are signed with, with or without `whsec_` before it. */
export function webhookSecret(): ValueKind<string> {
  const isKey = (text: string): boolean => {
    const base64 = text.replace(/^whsec_/, '')
    const { length } = Buffer.from(base64, 'base64')
    return /^[A-Za-z\d+/]+={0,2}$/.test(base64) && length >= KEY_BYTES[0] && length <= KEY_BYTES[1]
  }
  return {
    schema: z.string().trim().refine(isKey),
    accepted: `whsec_ and ${KEY_BYTES[0]} to ${KEY_BYTES[1]} bytes in base64, as \`openssl rand -base64 32\` makes them`,
    placeholder: 'key',
  }
}
