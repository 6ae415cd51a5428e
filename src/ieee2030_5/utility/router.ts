/** @module From a path to its route, in one step for each of its parts. */

import type { Route } from './function-set.ts'

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

interface Node {
  /** The parts that may follow, by their text. */
  readonly parts: Map<string, Node>
  /** What follows whatever else stands there. */
  any: Node | null
  end: { readonly route: Route; readonly names: readonly string[] } | null
}

const NO_PARAMS = {}
const BRACED = /^\{(.+)\}$/

export class Router {
  readonly #root: Node = emptyNode()
  /** Routes without parameters, which are asked for most. */
  readonly #fixed = new Map<string, Match>()

  /** @throws Error when two routes have one address, which is a fault of the program */
  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      this.#add(route)
    }
  }

  /** @param path - as in `/edev/7/rg`, without a query */
  match(path: string): Match | null {
    const fixed = this.#fixed.get(path)
    if (fixed !== undefined) return fixed
    const values: string[] = []
    let node = this.#root
    for (const part of path.slice(1).split('/')) {
      const named = node.parts.get(part)
      if (named !== undefined) {
        node = named
      } else if (node.any !== null && part !== '') {
        node = node.any
        values.push(part)
      } else {
        return null
      }
    }
    if (node.end === null) return null
    const { route, names } = node.end
    return { route, params: Object.fromEntries(names.map((name, index) => [name, values[index]])) }
  }

  #add(route: Route): void {
    const names: string[] = []
    let node = this.#root
    for (const part of route.path.slice(1).split('/')) {
      const name = BRACED.exec(part)?.[1]
      if (name === undefined) {
        node = nodeAt(node, part)
      } else {
        node.any ??= emptyNode()
        node = node.any
        names.push(name)
      }
    }
    if (node.end !== null) throw new Error(`two routes at ${route.path}`)
    node.end = { route, names }
    if (names.length === 0) this.#fixed.set(route.path, { route, params: NO_PARAMS })
  }
}

function nodeAt({ parts }: Node, part: string): Node {
  const known = parts.get(part)
  if (known !== undefined) return known
  const created = emptyNode()
  parts.set(part, created)
  return created
}

function emptyNode(): Node {
  return { parts: new Map(), any: null, end: null }
}
