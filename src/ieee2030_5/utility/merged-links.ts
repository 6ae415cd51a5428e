/** @module The links of several function sets as those of one resource. */

/** @param parts - links by name; undefined from function sets that have none */
export function mergedLinks<Links extends object>(parts: readonly (Partial<Links> | undefined)[]): Partial<Links> {
  const merged: Partial<Links> = {}
  for (const part of parts) {
    Object.assign(merged, part)
  }
  return merged
}
