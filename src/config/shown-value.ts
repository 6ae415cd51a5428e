/** @module A value as it may be shown: without passwords, control characters or endless text. */

const MAX_SHOWN = 100
/** Longer parts of a URL's path are keys of hosted services rather than names. */
const LONGEST_PATH_NAME = 15
/** Controls, invisible format characters and line separators, which could forge lines or move the cursor. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const HIDDEN = '***'

/** What of a value is a password: nothing, what stands for one in an address, or all of it. */
export type Secrecy = boolean | 'whole'

/**
 * Prepares the text of a setting for the terminal, logs and error messages.
 *
 * @param text - the value as the user wrote it
 * @param secret - what of it is a password
 */
export function shownValue(text: string, secret: Secrecy): string {
  if (secret === 'whole') return text.trim() === '' ? '' : HIDDEN
  const trimmed = (secret ? withoutSecrets(text) : text).trim()
  const shortened = trimmed.length > MAX_SHOWN ? `${trimmed.slice(0, MAX_SHOWN)}…` : trimmed
  return printable(shortened)
}

/** A text without what could forge lines or move the cursor. */
export function printable(text: string): string {
  return text.replaceAll(UNSHOWABLE, (character) => `\\u${hexadecimal(character)}`)
}

/**
 * Hides passwords and access keys in a URL, well-formed or not.
 *
 * Everything up to the last `@` counts as credentials, because a password may itself hold an unescaped `@`, `:` or `/`.
 */
function withoutSecrets(text: string): string {
  return text
    .replace(/^((?:[^:/?#]*:\/\/)?)([^:]*)(:?).*@/s, (_, scheme: string, user: string, colon: string) =>
      colon === '' ? `${scheme}${HIDDEN}@` : `${scheme}${user}:${HIDDEN}@`,
    )
    .replaceAll(/([?&][^=&#]*=)[^&#]*/g, `$1${HIDDEN}`)
    .replaceAll(/\/([\w-]+)(?=[/?#]|$)/g, (part, name: string) =>
      name.length > LONGEST_PATH_NAME ? `/${HIDDEN}` : part,
    )
}

function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
}
