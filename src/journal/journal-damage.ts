/** @module What is wrong with a journal in the middle, where no crash can have torn it. */

/** A place in a journal that cannot be read, or that is not there any more. */
export class JournalDamage extends Error {
  override readonly name = 'JournalDamage'
  readonly path: string
  /** Offset of the first bad byte, before compression. */
  readonly offset: number
  readonly what: string

  constructor(path: string, offset: number, what: string) {
    super(
      `${path}, byte ${offset}: ${what}. Nothing behind it was delivered: see "journal verify" for what is damaged, ` +
        'and "journal repair --keep-good" to go on without it',
    )
    this.path = path
    this.offset = offset
    this.what = what
  }
}
