/** @module Writes to standard output as fast as it is read, and no faster. */

/** Whoever read the output has seen enough, as `head` does. */
export class OutputClosed extends Error {}

/** Writes a text and waits until it is on its way. */
export type Print = (text: string) => Promise<void>

/** Writes to a stream. */
export function printTo(stream: NodeJS.WriteStream): Print {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error instanceof Error ? reject(new OutputClosed()) : resolve()))
    })
}
