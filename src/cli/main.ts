/**
 * @module The command line: parses arguments, runs a command and answers with an exit code.
 *
 * A command is loaded when it is used: most of the program is none of the others' concern.
 */

import { Command, CommanderError, Option } from 'commander'
import { FLAG_OPTIONS, settingFlags } from '../config/flag-options.ts'
import { formatProblem, RunError, UsageError } from '../errors/problem.ts'
import { programVersion } from '../run/program-version.ts'
import { commandLineProblem } from './command-line-problem.ts'
import { EXIT_FAILED, EXIT_USAGE } from './exit-codes.ts'
import { RESULT_FORMATS } from './store-shell/result-formats.ts'

/** What matters to a run that is only delivered. */
const DELIVERY_VARIABLES = ['OUTPUT_FILE', 'SINKS', 'RUN_ID', 'STORE_FOLDER', 'DELIVERY_PATIENCE', 'QUIET', 'LOG_LEVEL']

/** What matters to a utility server alone. */
const SERVER_VARIABLES = ['CAMPUS_CONFIG', 'CERTS_FOLDER', 'OUTPUT_FILE', 'QUIET', 'LOG_LEVEL']

/** What matters to meters that are clients and no run. */
const CLIENT_VARIABLES = [
  'CAMPUS_CONFIG',
  'SIMULATION_INTERVAL',
  'SIMULATION_SPEED_MULTIPLIER',
  'RANDOM_SEED',
  'CERTS_FOLDER',
  'QUIET',
]

/**
 * Runs the program.
 *
 * @param argv - the arguments behind the program's name
 * @returns the exit code: 0 done, 1 the run failed, 2 bad usage or configuration
 */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  surviveClosedPipe(process.stdout)
  surviveClosedPipe(process.stderr)
  const program = new Command('gridtokenx-sim')
    .description('Simulates a smart campus: every meter of it, from sun, weather, buildings and batteries.')
    .version(programVersion())
    // Said in our own words, by explain().
    .configureOutput({ outputError() {} })
  refuseProblems(program)
  settingOptions(program.command('run').description('simulate: live by default, a batch with --end or --duration'))
    .option('--print-settings', 'show the effective settings and where each comes from, then exit')
    .action(async (options: Record<string, unknown>) => {
      const { run } = await import('./run.ts')
      exitCode = await run({ flags: settingFlags(options), printSettings: options.printSettings === true })
    })
  settingOptions(program.command('check').description('validate the environment and the configuration')).action(
    async (options: Record<string, unknown>) => {
      const { check } = await import('./check.ts')
      exitCode = await check({ flags: settingFlags(options) })
    },
  )
  settingOptions(program.command('certificates').description('make the IEEE 2030.5 certificates that are missing'))
    .option('--add', 'make those of meters that have none, below the authorities that are there')
    .option('--renew <names...>', 'give meters, or "server", new keys and certificates; the old ones are kept')
    .option('--list', 'show LFDI, SFDI, PIN and expiry of every certificate')
    .option('--json', 'with --list: as JSON')
    .option('--import <folder>', "take another authority's certificates in")
    .option('--lenient', 'with --import: devices that depart from the profile, too')
    .option('--names <names>', 'more DNS names and addresses of the server, separated by commas')
    .action(async (options: Record<string, unknown>) => {
      const { certificates } = await import('./certificates.ts')
      exitCode = await certificates(settingFlags(options), {
        add: options.add === true,
        renew: Array.isArray(options.renew) ? options.renew.map(String) : [],
        list: options.list === true,
        importFrom: typeof options.import === 'string' ? options.import : null,
        json: options.json === true,
        lenient: options.lenient === true,
        names: typeof options.names === 'string' ? options.names : '',
      })
    })
  settingOptions(
    program.command('deliver').description('deliver a recorded run to databases and brokers, without simulating'),
    DELIVERY_VARIABLES,
  )
    .option('--follow', 'go on with what is written meanwhile, until stopped')
    .action(async (options: Record<string, unknown>) => {
      const { deliver } = await import('./deliver.ts')
      exitCode = await deliver({ flags: settingFlags(options), follow: options.follow === true })
    })
  settingOptions(
    program.command('server').description('run the IEEE 2030.5 server alone, until stopped'),
    SERVER_VARIABLES,
  ).action(async (options: Record<string, unknown>) => {
    const { server } = await import('./server.ts')
    exitCode = await server(settingFlags(options))
  })
  settingOptions(
    program.command('client').description('a fleet of meters as clients of an IEEE 2030.5 server, as load'),
    CLIENT_VARIABLES,
  )
    .option('--devices <n>', 'meters of a generated fleet, whose missing certificates are made (default: the campus)')
    .option('--url <url>', 'address of the server, https (env: UTILITY_SERVER_URL)')
    .option('--duration <time>', 'how long, such as 10m (default: until stopped)')
    .option('--ramp-up <time>', 'time over which the meters begin (default: a second for every 50)')
    .option('--register', 'meters that the server does not know register themselves (env: UTILITY_SERVER_REGISTER)')
    .option('--report <file>', 'write the report as JSON, too')
    .action(async (options: Record<string, unknown>) => {
      const text = (name: string): string | null => {
        const value = options[name]
        return typeof value === 'string' ? value : null
      }
      const { client } = await import('./client.ts')
      // Its duration is one of the wall clock, and no setting.
      exitCode = await client(settingFlags({ ...options, duration: undefined }), {
        devices: text('devices'),
        url: text('url'),
        duration: text('duration'),
        rampUp: text('rampUp'),
        reportFile: text('report'),
        register: options.register === true,
      })
    })
  settingOptions(
    program.command('utility').description('have the IEEE 2030.5 server of a running simulator do something, or tell'),
    ['OUTPUT_FILE'],
  )
    .argument('[operation]', 'such as controls.create (default: list them)')
    .argument('[fields...]', 'its input: program=/derp/1 durationSeconds=900 control.opModMaxLimW=10')
    .option('--input <json>', 'its input as JSON, which fields are added to; - reads it from standard input', '{}')
    .option('--api <url>', 'address of the simulator (default: that of API_HOST and API_PORT)')
    .option('--json', 'answer in JSON, as into a pipe')
    .action(async (operation: string | undefined, fields: string[], options: Record<string, unknown>) => {
      const { utility } = await import('./utility.ts')
      exitCode = await utility(settingFlags(options), {
        operation: operation ?? null,
        fields,
        input: String(options.input),
        api: typeof options.api === 'string' ? options.api : null,
        json: options.json === true,
      })
    })
  const journal = program.command('journal').description('the recorded run on disk')
  refuseProblems(journal)
  settingOptions(journal.command('verify').description('read a whole recorded run and tell where it is damaged'), [
    'OUTPUT_FILE',
  ]).action(async (options: Record<string, unknown>) => {
    const { verifyRun } = await import('./journal.ts')
    exitCode = await verifyRun(settingFlags(options))
  })
  settingOptions(journal.command('repair').description('make what is good of a damaged run readable again'), [
    'OUTPUT_FILE',
  ])
    .requiredOption('--keep-good', 'take out what is unreadable, keep a copy of it, and leave all else in its place')
    .action(async (options: Record<string, unknown>) => {
      const { repairRun } = await import('./journal.ts')
      exitCode = await repairRun(settingFlags(options))
    })
  const market = program.command('market').description('the market between meters')
  refuseProblems(market)
  settingOptions(market.command('compare').description('run one period under several mechanisms, in one table'))
    .requiredOption('--mechanisms <names>', 'mechanisms to compare, separated by commas')
    .option('--json <file>', 'write the figures as JSON, too')
    .action(async (options: Record<string, unknown>) => {
      const { compareMarkets } = await import('./market.ts')
      exitCode = await compareMarkets({
        flags: settingFlags(options),
        mechanisms: String(options.mechanisms),
        jsonFile: typeof options.json === 'string' ? options.json : null,
      })
    })
  const store = program.command('store').description('the embedded database')
  refuseProblems(store)
  settingOptions(
    store.command('shell').description('SQL on the embedded database, to read: at a prompt, or from standard input'),
    ['STORE_FOLDER', 'OUTPUT_FILE'],
  )
    .option('-c, --command <sql>', 'run these statements and exit; may be given several times', appended)
    .option('--format <format>', `how results are written: ${RESULT_FORMATS.join(', ')}`, 'table')
    .action(async ({ command = [], format, ...options }: { command?: string[]; format: string }) => {
      const { storeShell } = await import('./store.ts')
      exitCode = await storeShell({ flags: settingFlags(options), commands: command, format })
    })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(error)
  }
}

/** Whoever reads the output may stop when they have seen enough, as `head` does; that is no fault. */
function surviveClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error
    }
  })
}

/**
 * Declares the flags of settings; values stay text until all sources are known.
 *
 * @param variables - those of the settings a command uses, where it does not use all
 */
function settingOptions(command: Command, variables: readonly string[] | null = null): Command {
  refuseProblems(command)
  for (const { terms, description, variable } of FLAG_OPTIONS) {
    if (variables === null || variables.includes(variable)) command.addOption(new Option(terms, description))
  }
  return command
}

/** Collects the values of an option that may be given several times. */
function appended(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** Lets faults of the command line end like those of the settings. */
function refuseProblems(command: Command): void {
  command.exitOverride((error) => {
    const problem = commandLineProblem(error, command)
    throw problem === null ? error : new UsageError([problem])
  })
}

/** Says what went wrong, in one line a problem; a stack trace only for a fault of the program itself. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : EXIT_USAGE
  }
  if (error instanceof UsageError) {
    for (const problem of error.problems) {
      process.stderr.write(`${formatProblem(problem)}\n`)
    }
    return EXIT_USAGE
  }
  const text = error instanceof RunError || !(error instanceof Error) ? String(error) : `internal error: ${error.stack}`
  process.stderr.write(`${text.replace(/^RunError: /, '')}\n`)
  return EXIT_FAILED
}
