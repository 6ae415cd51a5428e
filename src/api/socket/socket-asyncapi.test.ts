import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { asyncApiDocument } from '../../sinks/kafka/asyncapi.ts'
import { objectOf } from '../json-object.ts'
import { withSocket } from './socket-asyncapi.ts'
import { CLIENT_MESSAGES, SERVER_MESSAGES } from './socket-messages.ts'

const document = objectOf(JSON.parse(JSON.stringify(withSocket(asyncApiDocument()))))

it('is what docs/asyncapi.json holds; when not, run `npm run generate`', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8'))
  expect(committed).toEqual(document)
})

it('has every message, and leads nowhere else', () => {
  const { messages, schemas } = objectOf(document.components)
  const count = Object.keys(CLIENT_MESSAGES).length + Object.keys(SERVER_MESSAGES).length
  const own = Object.keys(objectOf(messages)).filter((name) => /(Request|Message)$/.test(name))
  expect(own).toHaveLength(count)
  expect(Object.keys(objectOf(schemas))).toEqual(['MessageHeaders'])
  for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = path.split('/').reduce<unknown>((at, key) => objectOf(at)[key], document)
    expect(found, path).toBeDefined()
  }
})
