/** @module The files of the dashboard, read once: what is not among them is nowhere, whatever path is asked for. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PageFile {
  /** Where it is served; the page itself at `/`. */
  readonly path: string
  readonly type: string
  readonly text: string
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}
const START_PAGE = '/index.html'

/** Beside the compiled program; the sources have none. */
const BUILT = fileURLToPath(new URL('../dashboard', import.meta.url))

/** @param folder - without one that exists there is no page */
export function dashboardFiles(folder: string = BUILT): readonly PageFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      const type = MEDIA_TYPES[extname(file)]
      const path = `/${relative(folder, file).replaceAll(sep, '/')}`
      const text = type === undefined ? '' : readFileSync(file, 'utf8')
      return type === undefined ? [] : [{ path: path === START_PAGE ? '/' : path, type, text }]
    })
}
