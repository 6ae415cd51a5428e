/** @module The parts of a Markdown page that can be tested: fenced blocks, links and headings. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './program.ts'

const FENCED = /^```(\w*)\n([\s\S]*?)^```$/gm
/** Links and pictures; a target may carry a pair of parentheses, as some DOIs do. */
const LINK = /\[[^\]]*\]\(((?:[^()\s]|\([^()\s]*\))+)\)/g
const HEADING = /^#+ (.+)$/gm

/** The text of a page of the repository. */
export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The contents of a page's fenced blocks of one language, in order. */
export function fencedBlocks(page: string, language: string): string[] {
  return Array.from(page.matchAll(FENCED))
    .filter(([, name]) => name === language)
    .map(([, , content]) => content)
}

/** Where a page's links lead and its pictures lie. */
export function linkTargets(page: string): string[] {
  return Array.from(page.replaceAll(FENCED, '').matchAll(LINK), ([, target]) => target)
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(page: string): string[] {
  return Array.from(page.replaceAll(FENCED, '').matchAll(HEADING), ([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
