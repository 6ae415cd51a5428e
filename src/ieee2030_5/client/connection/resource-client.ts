/** @module Resources of the server, read and written by their links; paths are never made up. */

import { errorType } from '../../model/error.ts'
import type { ObjectType } from '../../model/table.ts'
import type { TypeOf } from '../../model/type-of.ts'
import { codecOfContent, xmlCodec } from '../../xml/codec.ts'
import { DocumentError } from '../../xml/document-error.ts'
import { readDocument } from '../../xml/read-document.ts'
import { ClientError } from './client-error.ts'
import type { DeviceConnection } from './device-connection.ts'
import { DocumentCache } from './document-cache.ts'
import type { Answer, Method, OutgoingRequest } from './exchange.ts'

/** Redirects within the server that are followed in a row. */
const MOST_REDIRECTS = 3
/** Entries asked for at once where a link does not tell how many there are. */
const PAGE = 50
const LARGEST_PAGE = 255
/** No list is followed further than this. */
const MOST_PAGES = 200

/** Where something was put. */
export interface Posted {
  readonly status: number
  /** Path of what was created or updated; null when the server does not say. */
  readonly location: string | null
}

/** A link to a list, as far as it matters here. */
export interface ListAddress {
  readonly href: string
  readonly all?: number | undefined
}

export class ResourceClient {
  readonly #connection: DeviceConnection
  readonly #origin: string
  readonly #cache: DocumentCache

  /** @param url - any address of the server */
  constructor(connection: DeviceConnection, url: string, cache = new DocumentCache()) {
    this.#connection = connection
    this.#origin = new URL(url).origin
    this.#cache = cache
  }

  /** @throws ClientError */
  async get<Type extends ObjectType>(type: Type, href: string): Promise<TypeOf<Type>> {
    const answer = await this.#send('GET', href, type.name, null)
    return this.#understand(type, href, answer)
  }

  /**
   * All pages of a list.
   *
   * @throws ClientError
   */
  async pages<Type extends ObjectType>(type: Type, { href, all }: ListAddress): Promise<TypeOf<Type>[]> {
    const pages: TypeOf<Type>[] = []
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, all ?? 0))
    for (let start = 0; pages.length < MOST_PAGES; ) {
      const page = await this.get(type, withQuery(this.#path(href), start, limit))
      pages.push(page)
      const { total, here } = countsOf(page)
      start += here
      if (here === 0 || start >= total) return pages
    }
    throw new ClientError('document', `${href}: a list of more than ${MOST_PAGES} pages`)
  }

  /** @throws ClientError */
  async put<Type extends ObjectType>(type: Type, href: string, value: TypeOf<Type>): Promise<void> {
    await this.#send('PUT', href, type.name, xmlCodec.encode(type, value))
  }

  /** @throws ClientError */
  async post<Type extends ObjectType>(type: Type, href: string, value: TypeOf<Type>): Promise<Posted> {
    const { status, location } = await this.#send('POST', href, type.name, xmlCodec.encode(type, value))
    return { status, location: location === null ? null : this.#path(location) }
  }

  close(): void {
    this.#connection.close()
  }

  async #send(method: Method, href: string, kind: string, body: Uint8Array | null): Promise<Answer> {
    let request: OutgoingRequest = { method, path: this.#path(href), kind, body }
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#connection.send(request)
      const { status, location } = answer
      if (status >= 200 && status < 300) return answer
      if (status < 300 || status >= 400) throw refused(request, answer)
      if (location === null || redirects === MOST_REDIRECTS || method !== 'GET') {
        throw new ClientError('redirect', `${method} ${request.path}: a redirect to ${location ?? 'nowhere'}`)
      }
      request = { ...request, path: this.#path(location, 'redirect') }
    }
  }

  /** Path and query of an address on this server. */
  #path(href: string, fault: 'redirect' | 'document' = 'document'): string {
    const target = URL.canParse(href, this.#origin) ? new URL(href, this.#origin) : null
    if (target === null || target.origin !== this.#origin) {
      const what = fault === 'redirect' ? 'a redirect to another server' : 'a link to another server'
      throw new ClientError(fault, `${what}, which is not followed: ${href}`)
    }
    return target.pathname + target.search
  }

  #understand<Type extends ObjectType>(type: Type, href: string, { contentType, body }: Answer): TypeOf<Type> {
    const choice = contentType === null ? null : codecOfContent(contentType)
    if (choice?.kind === 'unsupported' && !/xml/i.test(contentType ?? '')) {
      throw new ClientError('document', `GET ${href}: the answer is ${contentType}: ${choice.reason}`)
    }
    try {
      return this.#cache.read(type, body)
    } catch (error) {
      if (error instanceof DocumentError) throw new ClientError('document', `GET ${href}: ${error.message}`)
      throw error
    }
  }
}

/** The page of a list that begins at `start`. */
function withQuery(path: string, start: number, limit: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}s=${start}&l=${limit}`
}

/** How many entries a list has, and how many of them came: servers are known to count the latter wrongly. */
function countsOf(page: object): { total: number; here: number } {
  const total = 'all' in page && typeof page.all === 'number' ? page.all : 0
  const here = Math.max(0, ...Object.values(page).map((value) => (Array.isArray(value) ? value.length : 0)))
  return { total, here }
}

function refused({ method, path }: OutgoingRequest, { status, retryAfter, body }: Answer): ClientError {
  const said = errorBody(body)
  const reason = said === null ? '' : `, reason code ${said.reasonCode}`
  const seconds = Number(retryAfter ?? Number.NaN)
  return new ClientError('status', `${method} ${path}: answered ${status}${reason}`, {
    status,
    reasonCode: said?.reasonCode ?? null,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : (said?.maxRetryDuration ?? null),
  })
}

function errorBody(body: Buffer): { reasonCode: number; maxRetryDuration?: number | undefined } | null {
  try {
    return body.length === 0 ? null : readDocument(body, [errorType]).value
  } catch {
    return null
  }
}
