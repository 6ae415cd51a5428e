import { Command, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { FLAG_OPTIONS, settingFlags } from './flag-options.ts'

/** What commander makes of a command line, as settings see it. */
function parse(...line: readonly string[]) {
  const command = new Command().exitOverride().option('--print-settings')
  for (const { terms, description } of FLAG_OPTIONS) command.addOption(new Option(terms, description))
  return settingFlags(command.parse(line, { from: 'user' }).opts())
}

const given = (flags: Readonly<Record<string, string | boolean | undefined>>) =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined && value !== false))

describe('settingFlags', () => {
  it('finds nothing on an empty command line', () => {
    expect(given(parse())).toEqual({})
  })

  it('finds values, switches and negated switches by their own name, and leaves other options out', () => {
    const line = ['--interval', '60', '--keep-days', '3', '--log-level', 'warn', '--no-server', '--fresh']
    expect(given(parse(...line, '--print-settings'))).toEqual({
      interval: '60',
      'keep-days': '3',
      'log-level': 'warn',
      'no-server': true,
      fresh: true,
    })
  })
})

describe('FLAG_OPTIONS', () => {
  it('are the flags of a run', () => {
    expect(FLAG_OPTIONS.map(({ terms }) => terms.split(' ')[0]).sort()).toEqual(
      [
        '--certs --config --meters --interval --start --end --duration --speed --seed --output --workers --resume --fresh',
        '--no-server --summary --quiet --log-level --weather --load --keep-days --market --slot --k --tariff',
        '--emission-factor --emission-factor-file --faults --commands --sinks --run-id --store --delivery-patience --utility-server',
      ]
        .join(' ')
        .split(' ')
        .sort(),
    )
  })

  it('tell the default and the variable', () => {
    expect(FLAG_OPTIONS.find(({ variable }) => variable === 'RANDOM_SEED')).toEqual({
      terms: '--seed <n>',
      description:
        'Seed of all randomness: equal settings and seed give equal readings, byte for byte. (default: 42; env: RANDOM_SEED)',
      variable: 'RANDOM_SEED',
    })
  })
})
