/** @module The `utility` command: what operators do with the utility server of a running simulator. */

import { text } from 'node:stream/consumers'
import { apiAddress } from '../api/api-address.ts'
import { keptToken } from '../api/token-file.ts'
import { isLoopbackHost } from '../config/loopback-host.ts'
import { nearestName } from '../config/nearest-name.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { printable, shownValue } from '../config/shown-value.ts'
import { oneOf } from '../errors/one-of.ts'
import { UsageError } from '../errors/problem.ts'
import { EXIT_USAGE } from './exit-codes.ts'
import { loadConfiguration } from './load-configuration.ts'
import { renderOperations, renderOutput } from './terminal/operation-output.ts'
import { terminalSize } from './terminal-size.ts'
import { operationInput } from './utility/operation-input.ts'
import { type ListedOperation, RefusedOperation, UtilityDoor } from './utility/utility-door.ts'

/** The arguments of the command, as they were written. */
export interface UtilityOptions {
  /** Null lists them. */
  readonly operation: string | null
  /** `key=value`. */
  readonly fields: readonly string[]
  /** JSON, or `-` for standard input. */
  readonly input: string
  /** Address of the simulator; null takes the settings'. */
  readonly api: string | null
  readonly json: boolean
}

/** @returns the exit code: 2 when the operation is refused */
export async function utility(flags: SettingSources['flags'], options: UtilityOptions): Promise<number> {
  const { settings } = loadConfiguration(flags).resolved
  const base = options.api === null ? apiAddress(settings) : givenAddress(options.api)
  const door = new UtilityDoor(base, settings.apiToken)
  const operations = await door.operations()
  if (options.operation === null) {
    print(options, operations, (screen) => renderOperations(operations, screen))
    return 0
  }
  const operation = named(operations, options.operation)
  const json = options.input === '-' ? await text(process.stdin) : options.input
  const input = operationInput(operation.input, json, options.fields)
  try {
    // The file's token is that of a simulator on this machine, and no other's business.
    const token = settings.apiToken ?? (isLoopbackHost(base.hostname) ? keptToken(settings.outputFile) : null)
    const output = operation.reads
      ? await door.read(operation.name, input)
      : await door.operate(operation.name, input, token)
    print(options, output, (screen) => renderOutput(output, screen))
    return 0
  } catch (error) {
    if (!(error instanceof RefusedOperation)) throw error
    process.stderr.write(`${operation.name}: ${printable(error.message)}\n`)
    return EXIT_USAGE
  }
}

function givenAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') {
    if (!url.pathname.endsWith('/')) url.pathname += '/'
    return url
  }
  const expected = 'the address of a simulator, such as http://127.0.0.1:8080'
  throw new UsageError([{ source: 'command line', key: '--api', value: shownValue(address, true), expected }])
}

function named(operations: readonly ListedOperation[], name: string): ListedOperation {
  const operation = operations.find((each) => each.name === name)
  if (operation !== undefined) return operation
  const names = operations.map((each) => each.name)
  const nearest = nearestName(name, names)
  const fix = nearest === null ? {} : { fix: `Did you mean ${nearest}?` }
  const expected = `an operation: ${oneOf(names)}`
  throw new UsageError([{ source: 'command line', key: shownValue(name, false), expected, ...fix }])
}

function print(
  { json }: UtilityOptions,
  output: unknown,
  render: (screen: ReturnType<typeof terminalSize>) => readonly string[],
): void {
  const isRead = process.stdout.isTTY && !json
  const lines = isRead ? render(terminalSize(process.stdout)) : [JSON.stringify(output, null, 2)]
  process.stdout.write(`${lines.join('\n')}\n`)
}
