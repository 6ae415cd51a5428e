/** @module Characters of a text that mean something else in XML. */

const SPECIAL = /[&<>"\r]/
const EACH_SPECIAL = /[&<>"\r]/g

/** A parser turns a bare carriage return into a line feed, so it is escaped as well. */
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** The text as content of an element or, since attributes here hold no line feeds, in double quotes. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (character) => ESCAPED[character]) : text
}
