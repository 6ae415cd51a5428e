/** @module One meaning, one colour: the SGR codes of every role a piece of text can have. */

/** From the 256-colour table, of middle lightness, so that each reads on dark and on light backgrounds. */
const SGR = {
  generation: '38;5;172',
  consumption: '38;5;68',
  battery: '38;5;71',
  import: '38;5;103',
  export: '38;5;37',
  price: '38;5;168',
  alarm: '38;5;160',
  strong: '1',
  muted: '2',
} as const

export type Role = keyof typeof SGR

/** Text in the colour of its role. */
export function paint(text: string, role: Role): string {
  return `\u001b[${SGR[role]}m${text}\u001b[0m`
}
