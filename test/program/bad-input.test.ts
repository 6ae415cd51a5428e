import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CAMPUS_FILE, START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { runProgram } from './program.ts'
import { expectRefused } from './refusal.ts'

/** A batch of one hour unless the flags say otherwise. */
function run(cwd: string, flags: readonly string[], env: Record<string, string> = {}) {
  const batch = ['--start', START, '--duration', '1h', '--interval', '900', '--no-server', '--quiet']
  const chosen = batch.filter((_, i, all) => {
    const flag = i > 0 && !all[i].startsWith('--') ? all[i - 1] : all[i]
    return !flags.includes(flag) && !(flag === '--duration' && flags.includes('--end'))
  })
  return runProgram(['run', ...chosen, ...flags], { cwd, env })
}

/** A campus file that differs from the shipped one; `change` may return a text of its own. */
function campus(cwd: string, change: (file: CampusJson) => string | undefined): string {
  const file: CampusJson = JSON.parse(readFileSync(CAMPUS_FILE, 'utf8'))
  writeFileSync(join(cwd, 'campus.json'), change(file) ?? JSON.stringify(file, null, 2))
  return 'campus.json'
}

interface CampusJson {
  [key: string]: unknown
  campus: Record<string, unknown>
  meters: Record<string, unknown>[]
}

describe('bad flags', () => {
  it.each<[name: string, flags: string[], problem: string[]]>([
    ['no meters', ['--meters', '0'], ['command line', '--meters = 0', 'a whole number from 1 to 10000000']],
    ['too many meters', ['--meters', '1e8'], ['--meters = 1e8', 'to 10000000']],
    ['an interval of 0', ['--interval', '0'], ['--interval = 0', 'from 1 to 86400']],
    ['7 s, which divide no slot', ['--interval', '7'], ['--interval = 7', 'divides a market slot', '6 and 9']],
    ['1000 s, which divide no slot', ['--interval', '1000'], ['--interval = 1000', '900 and 1800']],
    ['a negative seed', ['--seed', '-1'], ['--seed = -1', 'a whole number from 0 to 9007199254740991']],
    ['a seed no number holds', ['--seed', '9007199254740992'], ['--seed = 9007199254740992', 'a whole number']],
    ['a seed that is no number', ['--seed', 'NaN'], ['--seed = NaN', 'a whole number']],
    ['an infinite speed', ['--speed', 'Infinity'], ['--speed = Infinity', 'a number above 0']],
    ['no speed', ['--speed', '0'], ['--speed = 0', 'a number above 0']],
    ['no workers', ['--workers', '0'], ['--workers = 0', 'from 1 to 64']],
    ['a month 13', ['--start', '2025-13-01T00:00:00Z'], ['--start = 2025-13-01', 'There is no 2025-13-01']],
    ['30 February', ['--start', '2025-02-30T00:00:00Z'], ['--start = 2025-02-30', 'There is no 2025-02-30']],
    ['a start without offset', ['--start', '2025-01-01T00:00:00'], ['--start', 'Add the offset']],
    ['a year of the Buddhist era', ['--start', '2568-01-01T00:00:00+07:00'], ['--start', '2568 BE is 2025']],
    ['a duration without unit', ['--duration', '36'], ['--duration = 36', '36h']],
    ['a level that is none', ['--log-level', 'loud'], ['--log-level = loud', 'fatal, error, warn']],
    ['an end before the start', ['--end', '2024-12-31T00:00:00+07:00'], ['--end = 2024-12-31', 'after --start']],
    ['an end at the start', ['--end', START], [`--end = ${START}`, 'an instant after --start']],
    ['half an interval', ['--duration', '1000s'], ['--duration = 1000s', 'a whole number of intervals of 900 s']],
    ['an output that is a folder', ['--output', '/'], ['--output = /', 'the path of a file']],
    ['one file for two things', ['--summary', 'a', '--output', 'a'], ['--output = a', 'another file than --summary']],
  ])('%s', async (_, flags, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await run(cwd, flags), [problem])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('tells all of them at once, one line each', async () => {
    const ended = await run(temporaryFolder(), ['--meters', '0', '--interval', '7', '--seed', 'x'])
    expectRefused(ended, [['--meters = 0'], ['--interval = 7'], ['--seed = x']])
  })

  it.each([
    ['an unknown flag', ['--metres', '5'], 'command line: --metres: expected a flag of run', 'Did you mean --meters?'],
    ['an unknown flag with =', ['--seeds=5'], 'command line: --seeds: expected a flag of run', 'Did you mean --seed?'],
    ['a flag without its value', ['--seed'], 'command line: --seed: expected a value', '--seed <n>'],
    ['a word that belongs to no flag', ['campus.json'], 'command line: campus.json: expected a flag of run', 'behind'],
  ])('%s', async (_, flags, named, hint) => {
    const cwd = temporaryFolder()
    expectRefused(await run(cwd, flags), [[named, hint]])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('an unknown command, and none', async () => {
    const problem =
      'command line: chek: expected a command: run, check, certificates, deliver, server, client, utility, journal, market or store. Did you mean check?'
    expectRefused(await runProgram(['chek']), [[problem]])
    expectRefused(await runProgram(['simulate', '--seed', '1']), [
      [
        'command line: simulate: expected a command: run, check, certificates, deliver, server, client, utility, journal, market or store',
      ],
    ])
    expectRefused(await runProgram(['--seed', '1']), [
      [
        'command line: --seed: expected a command first: run, check, certificates, deliver, server, client, utility, journal, market or store',
      ],
    ])
    expectRefused(await runProgram(['check', '--metres', '1']), [['--metres: expected a flag of check', '--meters?']])
    const none = await runProgram([])
    expect(none).toMatchObject({ exitCode: 2 })
    expect(`${none.stdout}${none.stderr}`).toContain('run')
  })

  it.each([
    ['no server', [], ['command line: --url', 'https://', 'UTILITY_SERVER_URL']],
    ['a server without TLS', ['--url', 'http://127.0.0.1:1'], ['--url = http://127.0.0.1:1', 'https://']],
    ['no meters', ['--url', 'https://127.0.0.1:1', '--devices', '0'], ['--devices = 0', 'a whole number from 1']],
    ['no duration', ['--url', 'https://127.0.0.1:1', '--duration', '5'], ['--duration = 5', 'such as 36h']],
  ])('of client: %s', async (_, flags, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await runProgram(['client', ...flags], { cwd }), [problem])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('two that exclude each other', async () => {
    const both = await run(temporaryFolder(), ['--resume', '--fresh'])
    expectRefused(both, [['command line', '--resume and --fresh', 'only one of them']])
    const ends = await run(temporaryFolder(), ['--end', '2025-01-02T00:00:00Z', '--duration', '1d'])
    expectRefused(ends, [['command line', '--end and --duration', 'only one of them']])
  })
})

describe('a bad environment', () => {
  it.each<[name: string, env: Record<string, string>, problem: string[]]>([
    [
      'weights that sum to 1.1',
      { WEATHER_SUNNY_WEIGHT: '0.5' },
      ['environment', 'WEATHER_SUNNY_WEIGHT + WEATHER_PARTLY_CLOUDY_WEIGHT', '= 1.1', 'a sum of 1', 'Divide each'],
    ],
    ['a weight above 1', { WEATHER_RAINY_WEIGHT: '1.5' }, ['WEATHER_RAINY_WEIGHT = 1.5', 'a number from 0 to 1']],
    ['ratios that sum to 0.95', { BATTERY_STORAGE_RATIO: '0' }, ['BATTERY_STORAGE_RATIO', '= 0.95', 'a sum of 1']],
    ['min > max', { MIN_SELL_PRICE: '0.5' }, ['environment', 'MIN_SELL_PRICE = 0.5', 'at most', 'MAX_SELL_PRICE']],
    ['max < min', { MAX_BUY_PRICE: '0.1' }, ['environment', 'MAX_BUY_PRICE = 0.1', 'at least', 'MIN_BUY_PRICE']],
    ['a grid that pays more', { GRID_FEED_IN_RATE: '0.3' }, ['GRID_FEED_IN_RATE = 0.3', 'GRID_PURCHASE_RATE']],
    ['a price that is no number', { GRID_PURCHASE_RATE: 'NaN' }, ['GRID_PURCHASE_RATE = NaN', 'a number from 0']],
    ['an infinite rate', { CARBON_OFFSET_RATE: '1e999' }, ['CARBON_OFFSET_RATE = 1e999', 'a number from 0 to 10']],
    ['a hexadecimal seed', { RANDOM_SEED: '0x2A' }, ['environment', 'RANDOM_SEED = 0x2A', 'a whole number']],
    ['a URL of something else', { DATABASE_URL: 'mysql://db' }, ['DATABASE_URL = mysql://db', 'postgres://']],
  ])('%s', async (_, env, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await run(cwd, [], env), [problem])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('keeps passwords to itself', async () => {
    const { stderr } = await run(temporaryFolder(), [], { REDIS_URL: 'http://user:hunter2@cache:6379' })
    expect(stderr).toContain('REDIS_URL')
    expect(stderr).not.toContain('hunter2')
  })
})

describe('a file that cannot be read or written', () => {
  it.each<[name: string, env: Record<string, string>, dotEnv: string, problem: string]>([
    [
      'a campus file',
      { CAMPUS_CONFIG: 'no.json' },
      '',
      'environment: CAMPUS_CONFIG = no.json: expected a readable file',
    ],
    ['weather', { WEATHER_FILE: 'no.epw' }, '', 'environment: WEATHER_FILE = no.epw: expected a readable EPW file'],
    ['loads', {}, '# measured\nLOAD_FILE=no.csv', '.env:2: LOAD_FILE = no.csv: expected a readable CSV file'],
    ['the output', { OUTPUT_FILE: '.env/r.jsonl' }, ' ', 'environment: OUTPUT_FILE = .env/r.jsonl: expected a '],
    ['the summary', {}, 'SUMMARY_FILE=.env/s.json', '.env:1: SUMMARY_FILE = .env/s.json: expected a '],
  ])('%s is told with where its path was given', async (_, env, dotEnv, problem) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '.env'), dotEnv)
    expectRefused(await run(cwd, [], env), [[problem]])
    expect(readdirSync(cwd)).toEqual(['.env'])
  })

  it('names the flag that gives another one', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'file'), '')
    const paths: [flag: string, path: string][] = [
      ['--output', 'file/r.jsonl'],
      ['--summary', 'file/s.json'],
    ]
    for (const [flag, path] of paths) {
      const problem = [`command line: ${flag} = ${path}: expected a `, join(cwd, 'file'), `give another ${flag}`]
      expectRefused(await run(cwd, [flag, path]), [problem])
    }
  })
})

describe('a bad campus file', () => {
  const change = (at: number, values: Record<string, unknown>) => (file: CampusJson) => {
    Object.assign(file.meters[at], values)
    return undefined
  }

  it.each<[name: string, change: (file: CampusJson) => string | undefined, problem: string[]]>([
    ['malformed JSON', () => '{\n  "campus": { "name": "UTCC", }\n}', ['campus.json:2:31: malformed JSON', 'expected']],
    ['an empty file', () => '', ['campus.json', 'expected']],
    ['a list', () => '[]', ['campus.json', 'a JSON object with campus, feeders and meters']],
    [
      'an unknown key',
      change(2, { capacity: 5 }),
      ['campus.json: meters[2].capacity = 5', 'one of meter_id', 'This key is not known'],
    ],
    [
      'an unknown key at the top',
      (file) => {
        file.market = {}
        return undefined
      },
      ['campus.json: market', 'one of', 'This key is not known'],
    ],
    [
      'a missing key',
      (file) => {
        delete file.meters[4].capacity_kw
        return undefined
      },
      ['campus.json: meters[4].capacity_kw', 'a number from 0 to 1000000', 'This key is missing'],
    ],
    [
      'no meters',
      (file) => {
        file.meters = []
        return undefined
      },
      ['campus.json: meters = []', 'at least one meter'],
    ],
    [
      'a meter twice',
      change(24, { meter_id: 'AMI_METER_UTCC_001' }),
      ['campus.json: meters[24].meter_id = AMI_METER_UTCC_001', 'an id no other meter has'],
    ],
    [
      'an id over 32 bytes, though under 32 characters',
      change(3, { meter_id: 'มิเตอร์ไฟฟ้าอัจฉริยะ' }),
      ['campus.json: meters[3].meter_id', 'an id of 1 to 32 bytes'],
    ],
    [
      'a number that is not finite',
      (file) => JSON.stringify(file).replace('"capacity_kw":150', '"capacity_kw":1e999'),
      ['campus.json: meters[0].capacity_kw = Infinity', 'a number from 0 to 1000000'],
    ],
    [
      'a negative capacity',
      change(0, { capacity_kw: -1 }),
      ['campus.json: meters[0].capacity_kw = -1', 'a number from 0'],
    ],
    [
      'soc_min above soc_max',
      change(0, { battery: { capacity_kwh: 10, power_kw: 5, soc_min: 0.9, soc_max: 0.2 } }),
      ['campus.json: meters[0].battery.soc_min = 0.9', 'a fraction below soc_max (0.2)'],
    ],
    ['two phases', change(0, { phases: 2 }), ['campus.json: meters[0].phases = 2', '1 or 3']],
    [
      'a meter that hangs nowhere',
      change(0, { feeder: { upstream: 'TX-NOWHERE', cable_m: 10 } }),
      ['meters[0].feeder.upstream = TX-NOWHERE', 'the id of a feeder or of a meter listed above'],
    ],
    [
      'a time zone of nowhere',
      (file) => {
        file.campus.time_zone = 'Asia/Atlantis'
        return undefined
      },
      ['campus.json: campus.time_zone = "Asia/Atlantis"', 'an IANA time zone'],
    ],
    [
      'a bad setting in it',
      (file) => {
        file.settings = { RANDOM_SEED: -3 }
        return undefined
      },
      ['campus.json', 'settings.RANDOM_SEED = -3', 'a whole number'],
    ],
    [
      'a setting that is not the campus’s',
      (file) => {
        file.settings = { OUTPUT_FILE: 'x.jsonl' }
        return undefined
      },
      ['campus.json: settings.OUTPUT_FILE', 'one of'],
    ],
  ])('%s', async (_, changed, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await run(cwd, ['--config', campus(cwd, changed)]), [problem])
    expect(readdirSync(cwd)).toEqual(['campus.json'])
  })

  it('that is not there, or is a folder', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'folder'))
    expectRefused(await run(cwd, ['--config', 'missing.json']), [['--config', 'missing.json', 'a readable file']])
    expectRefused(await run(cwd, ['--config', 'folder']), [['--config', 'folder', 'a readable file']])
  })
})
