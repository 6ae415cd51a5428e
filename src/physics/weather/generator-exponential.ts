/** @module The transition matrix of a continuous-time Markov chain over a span of time. */

/** Largest norm the Taylor series sees: 16 terms then leave less than 1e-18. */
const SERIES_NORM = 0.5
const SERIES_TERMS = 16

/**
 * Transition probabilities over a span, P = exp(Q·t), by scaling and squaring.
 *
 * Every squaring is followed by making the rows sum to 1 again, because squaring doubles an error in that direction
 * and damps it in all others.
 *
 * @param generator - rates Q, row by row: off-diagonal ≥ 0, rows sum to 0 [1/s]
 * @param seconds - span t ≥ 0 [s]
 * @param size - number of states
 * @returns P, row by row: each entry ≥ 0, each row sums to 1
 * @see Moler and Van Loan, "Nineteen dubious ways to compute the exponential of a matrix, twenty-five years later",
 *   SIAM Review 45 (2003), method 3, doi:10.1137/S00361445024180
 */
export function generatorExponential(generator: Float64Array, seconds: number, size: number): Float64Array {
  let norm = 0
  for (let i = 0; i < size; i++) norm = Math.max(norm, -2 * generator[i * size + i] * seconds)
  const squarings = Math.max(0, Math.ceil(Math.log2(norm / SERIES_NORM)))
  const scaled = generator.map((rate) => (rate * seconds) / 2 ** squarings)

  let result = identity(size)
  let term = identity(size)
  for (let k = 1; k <= SERIES_TERMS; k++) {
    term = multiply(term, scaled, size).map((entry) => entry / k)
    result = result.map((entry, index) => entry + term[index])
  }
  normalizeRows(result, size)
  for (let k = 0; k < squarings; k++) {
    result = multiply(result, result, size)
    normalizeRows(result, size)
  }
  return result
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1
  return matrix
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) product[i * size + j] += a[i * size + k] * b[k * size + j]
    }
  }
  return product
}

function normalizeRows(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const row = matrix.subarray(i * size, (i + 1) * size)
    let sum = 0
    for (let j = 0; j < size; j++) {
      // Far entries of a short span are sums of cancelling terms and may round below zero.
      row[j] = Math.max(0, row[j])
      sum += row[j]
    }
    for (let j = 0; j < size; j++) row[j] /= sum
  }
}
