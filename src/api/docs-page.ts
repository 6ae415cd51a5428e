/** @module The OpenAPI document as a page for people: no script, nothing from elsewhere. */

import { acceptedValues } from './accepted-values.ts'
import { type JsonObject, listOf, objectOf } from './json-object.ts'
import type { OpenApiDocument } from './openapi.ts'

export function docsPage(document: OpenApiDocument): string {
  const { info, tags, paths, components } = document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const sections = tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => listOf(operation.tags).includes(name))
    return `<h2>${escaped(name)}</h2>${own.map(operationPart).join('')}`
  })
  const records = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${escaped(name)}"><summary><code>${escaped(name)}</code> ${escaped(field(schema, 'description'))}</summary>${fieldsTable(schema)}</details>`,
  )
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(info.title)}: HTTP interface</title>`,
    '<link rel="stylesheet" href="/docs/style.css"></head><body><main>',
    `<h1>${escaped(info.title)}</h1><p>${escaped(info.description)}</p>`,
    `<p>Version ${escaped(info.version)}. For programs: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p>`,
    ...sections,
    '<h2>Records and answers</h2>',
    ...records,
    '</main></body></html>',
  ].join('\n')
}

function operationPart({ path, method, operation }: { path: string; method: string; operation: JsonObject }): string {
  const parameters = listOf(operation.parameters).map(objectOf)
  const needsToken = JSON.stringify(operation.security) === '[{"token":[]}]'
  const responses = Object.entries(objectOf(operation.responses))
  return [
    `<details id="${escaped(operation.operationId)}"><summary><b class="${method.toLowerCase()}">${method}</b> `,
    `<code>${escaped(path)}</code> ${escaped(operation.summary)}${needsToken ? ' <i>token</i>' : ''}</summary>`,
    operation.description === undefined ? '' : `<p>${escaped(operation.description)}</p>`,
    parameters.length === 0
      ? ''
      : `<table><tr><th>parameter</th><th>in</th><th>accepted</th><th>meaning</th></tr>${parameters.map(parameterRow).join('')}</table>`,
    operation.requestBody === undefined ? '' : `<p>Body: ${schemaPhrase(contentSchema(operation.requestBody))}</p>`,
    '<table><tr><th>status</th><th>answer</th><th></th></tr>',
    ...responses.map(
      ([status, response]) =>
        `<tr><td>${escaped(status)}</td><td>${schemaPhrase(contentSchema(response))}</td><td>${escaped(field(response, 'description'))}</td></tr>`,
    ),
    '</table></details>',
  ].join('')
}

function parameterRow({ name, in: place, required, description, schema }: JsonObject): string {
  const { default: fallback } = objectOf(schema)
  const accepted = `${acceptedValues(objectOf(schema))}${fallback === undefined ? '' : `; ${JSON.stringify(fallback)} unless given`}`
  const star = required === true ? ' (required)' : ''
  return `<tr><td><code>${escaped(name)}</code>${star}</td><td>${escaped(place)}</td><td>${escaped(accepted)}</td><td>${escaped(description)}</td></tr>`
}

function fieldsTable(schema: unknown): string {
  const properties = Object.entries(objectOf(field(schema, 'properties')))
  if (properties.length === 0) return `<p>${schemaPhrase(schema)}</p>`
  const rows = properties.map(
    ([name, property]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${schemaPhrase(property)}</td><td>${escaped(field(property, 'description'))}</td></tr>`,
  )
  return `<table><tr><th>field</th><th>value</th><th>meaning</th></tr>${rows.join('')}</table>`
}

/** What a schema accepts, with links to the named ones. */
function schemaPhrase(schema: unknown): string {
  const { $ref, items, anyOf, type, properties } = objectOf(schema)
  if (typeof $ref === 'string') {
    const name = escaped($ref.split('/').at(-1))
    return `<a href="#${name}">${name}</a>`
  }
  if (Array.isArray(anyOf)) return anyOf.map(schemaPhrase).join(' or ')
  if (items !== undefined) return `list of ${schemaPhrase(items)}`
  if (properties !== undefined) return fieldsTable(schema)
  return type === undefined ? '' : escaped(acceptedValues(objectOf(schema)))
}

function contentSchema(part: unknown): unknown {
  const content = Object.entries(objectOf(field(part, 'content')))
  const [, first] = content[0] ?? []
  return field(first, 'schema')
}

function field(of: unknown, name: string): unknown {
  return objectOf(of)[name]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: unknown): string {
  const plain = typeof text === 'string' ? text : text === undefined ? '' : JSON.stringify(text)
  return plain.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.4rem; margin: 0.4rem 0; padding: 0.4rem 0.8rem; }
summary { cursor: pointer; }
summary b { display: inline-block; min-width: 4rem; }
summary i { font-size: 0.85em; opacity: 0.8; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
`
