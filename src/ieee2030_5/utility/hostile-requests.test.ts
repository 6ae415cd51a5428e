import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryOf } from '../model/arbitrary-value.fixture.ts'
import { configuration } from '../model/configuration.ts'
import { deviceInformation } from '../model/device-information.ts'
import { deviceStatus, powerStatus } from '../model/device-status.ts'
import { documentTypes } from '../model/document-types.ts'
import { endDevice } from '../model/end-device.ts'
import { logEvent } from '../model/log-event.ts'
import type { ObjectType } from '../model/table.ts'
import { xmlCodec } from '../xml/codec.ts'
import { FUNCTION_SETS } from './function-sets.ts'
import { LFDI_A, TestUtility } from './utility.fixture.ts'

const PATHS = FUNCTION_SETS.flatMap(({ routes }) => routes.map(({ path }) => path))

const path = fc.constantFrom(...PATHS)
const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH')
const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc.constantFrom('?s=-1', '?l=1e9', '?a=x'),
)
/** What a part of an address may be replaced with. */
const part = fc.oneof(
  fc.constant('1'),
  fc.constantFrom('1', '2', '-1', '1e3', '__proto__', '..', '%2e', ' '),
  fc.webSegment(),
)

/** Those that devices put and post, and all others. */
const type: fc.Arbitrary<ObjectType> = fc.oneof(
  fc.constantFrom<ObjectType>(endDevice, logEvent, deviceInformation, deviceStatus, powerStatus, configuration),
  fc.constantFrom<ObjectType>(...documentTypes),
)
const document = type.chain((chosen) =>
  arbitraryOf(chosen).map((value) => new TextDecoder().decode(xmlCodec.encode(chosen, value))),
)
/** A document with a piece taken out, doubled or replaced. */
const mangled = fc
  .tuple(
    document,
    fc.nat(),
    fc.nat(40),
    fc.oneof(fc.constant(''), fc.string(), fc.constantFrom('<a>', '</', '&x;', ']]>', '999999999999')),
  )
  .map(([text, at, length, inserted]) => {
    const from = at % (text.length + 1)
    return text.slice(0, from) + inserted + text.slice(from + length)
  })
const body = fc.oneof(fc.constant(''), fc.string({ unit: 'binary' }), document, mangled)

describe('whatever is sent', () => {
  it('is answered, and never as a fault of the server', () => {
    fc.assert(
      fc.property(
        method,
        path,
        fc.array(part, { minLength: 3, maxLength: 3 }),
        query,
        body,
        (verb, route, parts, search, text) => {
          const test = new TestUtility(FUNCTION_SETS, { inBandRegistration: true })
          test.register(LFDI_A)
          const target = parts.reduce((address, value) => address.replace(/\{[^}]+\}/, () => value), route)
          const { status, text: answer, headers } = test.sendText(LFDI_A, verb, target + search, text)
          expect(status).toBeGreaterThanOrEqual(200)
          expect(status).toBeLessThan(500)
          if (verb !== 'HEAD' && status !== 204) {
            expect(headers['Content-Length']).toBe(String(new TextEncoder().encode(answer).length))
          }
          // What it has taken can be read again.
          for (const { value } of test.state.takeChanges()) {
            expect(JSON.parse(JSON.stringify(value))).toEqual(value)
          }
        },
      ),
      { numRuns: 600 },
    )
  })
})
