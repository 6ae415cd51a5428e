/** @module The WebSocket in the AsyncAPI document, from the schemas that check its messages. */

import * as z from 'zod'
import { type JsonObject, objectOf } from '../json-object.ts'
import { CLIENT_MESSAGES, SERVER_MESSAGES, SUBPROTOCOL } from './socket-messages.ts'

const CHANNEL = 'ws'

/** The document with the WebSocket beside what it has. */
export function withSocket(document: JsonObject): JsonObject {
  const said = messagesOf(CLIENT_MESSAGES, 'Request')
  const told = messagesOf(SERVER_MESSAGES, 'Message')
  const references = (names: readonly string[]) =>
    names.map((name) => ({ $ref: `#/channels/${CHANNEL}/messages/${name}` }))
  const all = { ...said, ...told }
  const components = objectOf(document.components)
  return {
    ...document,
    servers: {
      ...objectOf(document.servers),
      http: {
        host: 'localhost:8080',
        protocol: 'ws',
        description: 'API_HOST and API_PORT; docs/api.md says who may connect.',
        security: [{ $ref: '#/components/securitySchemes/token' }],
      },
    },
    channels: {
      ...objectOf(document.channels),
      [CHANNEL]: {
        address: '/api/v1/ws',
        servers: [{ $ref: '#/servers/http' }],
        description: `The twin of the server-sent events of /api/v1/stream. Subprotocol: ${SUBPROTOCOL}, or none.`,
        messages: Object.fromEntries(Object.keys(all).map((name) => [name, { $ref: `#/components/messages/${name}` }])),
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      ...objectOf(document.operations),
      tellSocket: {
        action: 'send',
        channel: { $ref: `#/channels/${CHANNEL}` },
        messages: references(Object.keys(told)),
      },
      hearSocket: {
        action: 'receive',
        channel: { $ref: `#/channels/${CHANNEL}` },
        messages: references(Object.keys(said)),
      },
    },
    components: {
      ...components,
      messages: { ...objectOf(components.messages), ...all },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** Named for what they are: `SubscribeRequest`, `EventMessage`. */
function messagesOf(schemas: Readonly<Record<string, z.ZodType>>, kind: string): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => {
      const name = `${type[0]?.toUpperCase()}${type.slice(1)}${kind}`
      const { $schema: _draft, description, ...payload } = z.toJSONSchema(schema)
      return [name, { name, title: name, summary: description, contentType: 'application/json', payload }]
    }),
  )
}
