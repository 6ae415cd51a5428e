/** @module Devices that may come in, as a JSON file lists them. */

import * as z from 'zod'
import { UsageError } from '../../errors/problem.ts'
import { readText } from '../pki/identity.ts'

const SCHEMA = z.array(
  z.strictObject({
    lfdi: z.string().regex(/^(?:[0-9A-Fa-f]{4}-?){10}$/, 'expected an LFDI of 40 hex digits'),
    pin: z.int().min(0).max(999_999).optional(),
    name: z.string().max(100).optional(),
    post_rate_seconds: z.int().min(1).max(86_400).optional(),
  }),
)

export interface ListedDevice {
  readonly lfdi: string
  readonly pin: number | null
  readonly name: string
  readonly postRate: number | null
}

/** @throws UsageError when it is not there, or not such a list */
export function readRegistryFile(path: string): readonly ListedDevice[] {
  let value: unknown
  try {
    value = JSON.parse(readText(path))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError([{ source: path, key: 'file', expected: `JSON (${error.message})` }])
  }
  const { success, data, error } = SCHEMA.safeParse(value)
  if (!success) {
    throw new UsageError(
      error.issues.map(({ path: keys, message }) => ({
        source: path,
        key: keys.map(String).join('.') || 'file',
        expected: message.replace(/^expected /, ''),
      })),
    )
  }
  return data.map(({ lfdi, pin, name, post_rate_seconds }) => ({
    lfdi: lfdi.replaceAll('-', '').toUpperCase(),
    pin: pin ?? null,
    name: name ?? '',
    postRate: post_rate_seconds ?? null,
  }))
}
