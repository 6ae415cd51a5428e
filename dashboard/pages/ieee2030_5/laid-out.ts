/** @module XML with one element a line, for people. */

const INDENT = '  '

/** @param xml - well-formed, of elements that have either elements or text in them */
export function laidOut(xml: string): string {
  const lines: string[] = []
  let depth = 0
  for (const [, tag = '', text = ''] of xml.matchAll(/(<[^>]+>)([^<]*)/g)) {
    const isEnd = tag.startsWith('</')
    const isWhole = tag.endsWith('/>') || tag.startsWith('<?')
    if (isEnd) depth--
    const last = lines.at(-1)
    const openName = /^\s*<([^\s/>?]+)[^>]*>[^<]*$/.exec(last ?? '')?.[1]
    if (isEnd && last !== undefined && openName === tag.slice(2, -1) && !last.endsWith('/>')) {
      lines[lines.length - 1] = last + tag
    } else {
      lines.push(INDENT.repeat(Math.max(0, depth)) + tag + text.trim())
    }
    if (!isEnd && !isWhole) depth++
  }
  return lines.join('\n')
}
