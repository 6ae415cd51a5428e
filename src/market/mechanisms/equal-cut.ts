/** @module Divides a whole amount by cutting every claim by the same, in whole units: water filling. */

/**
 * What is left of the claims when all of them are cut equally to fit an amount, and none below 0.
 *
 * share_i = max(0, claim_i − c), where c solves Σ min(claim_i, c) = Σ claims − amount. What does not divide into whole
 * units is cut from the smaller indices, one unit each.
 *
 * @param amount - what there is, a whole number, 0 or more; all claims are met when it is at least their sum
 * @param claims - whole numbers, 0 or more
 * @returns whole numbers, one per claim
 */
export function cutEqually(amount: number, claims: Float64Array): Float64Array {
  const { cut, rest } = equalCut(amount, claims)
  const shares = new Float64Array(claims.length)
  let singles = rest
  for (let i = 0; i < claims.length; i++) {
    const left = claims[i] - cut
    shares[i] = Math.max(0, left)
    if (left > 0 && singles > 0) {
      shares[i]--
      singles--
    }
  }
  return shares
}

/** The whole part of c, and how many units it falls short by: fewer than there are claims above c. */
function equalCut(amount: number, claims: Float64Array): { cut: number; rest: number } {
  const ascending = claims.slice().sort()
  let excess = Math.max(0, claims.reduce((sum, claim) => sum + claim, 0) - amount)
  let cut = 0
  for (let i = 0; i < ascending.length; i++) {
    const above = ascending.length - i
    const step = (ascending[i] - cut) * above
    if (excess < step) {
      return { cut: cut + Math.floor(excess / above), rest: excess % above }
    }
    excess -= step
    cut = ascending[i]
  }
  return { cut, rest: 0 }
}
