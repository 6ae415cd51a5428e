/** @module A utility server with two devices and programs, and everything on it. */

import { FUNCTION_SETS } from './function-sets.ts'
import { LFDI_A, LFDI_B, TestUtility } from './utility.fixture.ts'

export const METER_A = 'meter-a'
export const METER_B = 'meter-b'

/** Everything that is offered, with the devices 1 and 2. */
export function programServer(notificationHosts: readonly string[] = []): TestUtility {
  const server = new TestUtility(FUNCTION_SETS, { notificationHosts })
  server.register(LFDI_A, METER_A)
  server.register(LFDI_B, METER_B)
  return server
}

/** Makes a program and says where it is. */
export function createProgram(
  server: TestUtility,
  kind: string,
  assignedTo: unknown = 'all',
  primacy = 10,
  fields: object = {},
): string {
  const created = server.operate('programs.create', { kind, primacy, assignedTo, ...fields })
  return fieldOf(created, 'program')
}

/** A text among what an operation answers. */
export function fieldOf(answer: unknown, name: string): string {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
  if (typeof value !== 'string') throw new Error(`no text ${name} in ${JSON.stringify(answer)}`)
  return value
}

/** The entries of a list that an operation answers. */
export function entriesOf(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw new Error(`no list: ${JSON.stringify(answer)}`)
  return answer
}

const LINK = /href="([^"]+)"/g

/** Every resource that a device comes to by following links, with its document. */
export function crawl(server: TestUtility, lfdi: string, entry = '/dcap'): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const ahead = [entry]
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.has(path)) continue
    const { status, text } = server.send(lfdi, 'GET', `${path}?l=255`)
    if (status !== 200) continue
    found.set(path, text)
    for (const [, href] of text.matchAll(LINK)) ahead.push(href)
  }
  return found
}
