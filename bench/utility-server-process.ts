/**
 * @module The process of a server that is measured: the utility server, or Node's TLS server that answers with bytes it is
 * given.
 */

import { createServer } from 'node:https'
import { certificatePaths } from '../src/ieee2030_5/pki/certificate-paths.ts'
import { readIdentity } from '../src/ieee2030_5/pki/identity.ts'
import { testOptions } from '../src/ieee2030_5/server/server.fixture.ts'
import { trustedCertificates } from '../src/ieee2030_5/server/trusted-certificates.ts'
import { openUtilityServer } from '../src/ieee2030_5/server/utility-server.ts'
import { cipherList } from '../src/ieee2030_5/tls/cipher-suites.ts'
import type { UseQuestion } from './server-process.ts'
import { useOfThisProcess } from './server-use.ts'

/** What the process is told when it starts. */
export interface ServerRole {
  readonly kind: 'utility' | 'bare'
  readonly root: string
}

export type ServerQuestion =
  | UseQuestion
  /** The bare server answers GET with this body from now on. */
  | { readonly ask: 'answer'; readonly body: string }

const role: ServerRole = JSON.parse(process.argv[2])
const paths = certificatePaths(`${role.root}/certs`)
let body = ''

const port = role.kind === 'utility' ? await openUtility() : await openBare()
process.send?.({ port })
process.on('message', (question: ServerQuestion) => void answer(question))

async function answer(question: ServerQuestion): Promise<void> {
  if (question.ask === 'answer') {
    body = question.body
    process.send?.({})
    return
  }
  process.send?.(await useOfThisProcess())
}

async function openUtility(): Promise<number> {
  const folder = { root: role.root, paths, remove() {} }
  const server = await openUtilityServer(
    testOptions(folder, { utility: { ...testOptions(folder).utility, mostMirrors: 100_000 } }),
    {
      onNotice: (text) => process.stderr.write(`${text}\n`),
    },
  )
  return server.port
}

/** The same TLS, and as little as HTTP allows. */
function openBare(): Promise<number> {
  const identity = readIdentity(paths.server)
  const server = createServer(
    {
      cert: identity.chainPem,
      key: identity.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ca: [...trustedCertificates(paths, identity, { selfSigned: false, nowMs: Date.now() })],
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: cipherList(false),
      honorCipherOrder: true,
      ecdhCurve: 'prime256v1',
      noDelay: true,
      keepAliveTimeout: 3_600_000,
    },
    (request, response) => {
      if (request.method === 'GET') {
        response.writeHead(200, { 'Content-Type': 'application/sep+xml', 'Content-Length': Buffer.byteLength(body) })
        response.end(body)
        return
      }
      request.on('data', () => undefined)
      request.on('end', () => {
        response.writeHead(201, { Location: '/upt/1/mr/1', 'Content-Length': 0 })
        response.end()
      })
    },
  )
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
