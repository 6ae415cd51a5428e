/** @module The oldest Node.js the project runs on, and the message for those who have an older one. */

const MINIMUM = [20, 19]

/**
 * Ends the process with a message when Node.js is too old.
 *
 * This file is also what an old Node.js has to be able to parse: keep its syntax plain.
 */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return
  console.error(
    `Node.js ${MINIMUM.join('.')} or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org or run "nvm install".`,
  )
  process.exit(1)
}
