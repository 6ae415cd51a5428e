/**
 * @module SHA-256 of a text, written out because the pure core must run in a browser and at once.
 *
 * `node:crypto` does not exist in a browser and the browser's own digest answers with a promise, which a ledger entry
 * that needs the hash of the one before it cannot wait for.
 *
 * @see NIST FIPS PUB 180-4, Secure Hash Standard (2015), sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.2,
 * DOI 10.6028/NIST.FIPS.180-4
 */

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2). */
const K = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])

/** First 32 bits of the fractional parts of the square roots of the first eight primes (section 5.3.3). */
const INITIAL = Int32Array.from([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

const BLOCK_BYTES = 64
/** What padding adds at least: the bit 1 as a byte, and the length in 64 bits. */
const PADDING_BYTES = 9
/** UTF-8 bytes per UTF-16 code unit, at most. */
const MAX_BYTES_PER_UNIT = 3

/** Every byte as two hexadecimal digits. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const encoder = new TextEncoder()
// Scratch of one synchronous call: hashing allocates nothing but its answer.
const schedule = new Int32Array(64)
const state = new Int32Array(8)
let buffer = new Uint8Array(4096)

/**
 * SHA-256 of the UTF-8 bytes of a text.
 *
 * @returns 64 lower-case hexadecimal digits
 */
export function sha256Hex(text: string): string {
  const room = text.length * MAX_BYTES_PER_UNIT + BLOCK_BYTES + PADDING_BYTES
  if (buffer.length < room) {
    buffer = new Uint8Array(2 * room)
  }
  const bytes = encoder.encodeInto(text, buffer).written
  const end = Math.ceil((bytes + PADDING_BYTES) / BLOCK_BYTES) * BLOCK_BYTES
  pad(bytes, end)
  state.set(INITIAL)
  for (let at = 0; at < end; at += BLOCK_BYTES) {
    compress(at)
  }
  let hex = ''
  for (let i = 0; i < state.length; i++) {
    const word = state[i]
    hex += HEX[word >>> 24] + HEX[(word >>> 16) & 255] + HEX[(word >>> 8) & 255] + HEX[word & 255]
  }
  return hex
}

/** Section 5.1.1: the bit 1, zeros, and the length of the message in bits as a 64-bit number. */
function pad(bytes: number, end: number): void {
  buffer[bytes] = 0x80
  buffer.fill(0, bytes + 1, end)
  const low = (bytes << 3) >>> 0
  const high = Math.floor(bytes / 2 ** 29)
  for (let i = 0; i < 4; i++) {
    buffer[end - 1 - i] = low >>> (8 * i)
    buffer[end - 5 - i] = high >>> (8 * i)
  }
}

/** Section 6.2.2: one block of 64 bytes into the state. */
function compress(at: number): void {
  const w = schedule
  for (let t = 0; t < 16; t++) {
    const i = at + 4 * t
    w[t] = (buffer[i] << 24) | (buffer[i + 1] << 16) | (buffer[i + 2] << 8) | buffer[i + 3]
  }
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]
    const y = w[t - 2]
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0
  }
  let a = state[0]
  let b = state[1]
  let c = state[2]
  let d = state[3]
  let e = state[4]
  let f = state[5]
  let g = state[6]
  let h = state[7]
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}
