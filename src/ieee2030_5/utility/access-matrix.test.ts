import { beforeEach, describe, expect, it } from 'vitest'
import { ofDevice } from './access.ts'
import type { Route } from './function-set.ts'
import { FUNCTION_SETS } from './function-sets.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, TestUtility } from './utility.fixture.ts'

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH']
const HIDDEN = /is not there for the caller$/
const FORBIDDEN = /is not the caller's to change$/

/** What access comes to: nothing said of what the resource itself makes of the request. */
type Access = 'let in' | 404 | 403

/** Every route there is: a new one is covered as soon as it is in the table. */
const ROUTES = FUNCTION_SETS.flatMap(({ routes }) => routes)
const METHODS_OF = ROUTES.flatMap((route) => METHODS.map((method) => ({ method, path: route.path, route })))

let test: TestUtility

beforeEach(() => {
  test = new TestUtility(FUNCTION_SETS)
  test.register(LFDI_A)
  test.register(LFDI_B)
  const known = test.register(LFDI_STRANGER)
  test.state.at({ name: 'devices' }).set(LFDI_STRANGER, { ...known, enabled: false })
})

/** The table of the standard's rules, by whom a resource is for. */
function expected({ audience }: Route, method: string, caller: 'unregistered' | 'other' | 'own'): Access | null {
  if (audience === 'anyone') return 'let in'
  if (caller === 'unregistered') return 404
  if (audience === 'registered') return 'let in'
  if (audience !== ofDevice) return null
  if (caller === 'own') return 'let in'
  return method === 'GET' || method === 'HEAD' ? 404 : 403
}

function accessOf(lfdi: string, method: string, path: string): Access {
  const { status, detail } = test.send(lfdi, method, path.replaceAll(/\{[^}]+\}/g, '1'))
  expect(status).toBeLessThan(500)
  if (HIDDEN.test(detail ?? '')) return status === 404 ? 404 : 'let in'
  return FORBIDDEN.test(detail ?? '') && status === 403 ? 403 : 'let in'
}

describe.each(METHODS_OF)('$method $path', ({ method, path, route }) => {
  it.each([
    // Of another authority or without a certificate nobody gets this far: see the tests of the listener.
    ['unregistered', '0'.repeat(40)],
    ['unregistered', LFDI_STRANGER],
    ['other', LFDI_B],
    ['own', LFDI_A],
  ] as const)('%s %s', (caller, lfdi) => {
    const access = expected(route, method, caller)
    if (access !== null) expect(accessOf(lfdi, method, path)).toBe(access)
    else expect(accessOf(LFDI_STRANGER, method, path)).toBe(404)
  })
})
