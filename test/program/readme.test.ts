import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { READING_SCHEMA } from '../../src/simulation/readings/reading-schema.ts'
import { anchors, fencedBlocks, linkTargets, readPage } from './documentation.ts'
import { epwYear } from './epw-year.ts'
import { temporaryFolder } from './folder.ts'
import { Program, ROOT } from './program.ts'

const README = readPage('README.md')
const GUIDES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...GUIDES.map((name) => `docs/${name}`)].map((path) => ({
  path,
  page: readPage(path),
}))

/** Commands that are tested elsewhere or need what a test has not: a live campus, all tests, the network. */
const NOT_HERE = /^(npm start|npm test|git clone|cd |node bin\/gridtokenx-sim\.js utility )/

const EXAMPLES = fencedBlocks(README, 'sh')
  .map((block) =>
    block
      .split('\n')
      .filter((line) => !NOT_HERE.test(line))
      .join('\n')
      .trim(),
  )
  .filter((script) => script !== '')
  .map((script) => [script.replaceAll(/\s+/g, ' ').slice(0, 100), script] as const)

let folder: string

/** The examples build on each other, so they share a folder that looks like the checkout. */
beforeAll(() => {
  folder = temporaryFolder()
  for (const name of ['bin', 'config']) symlinkSync(join(ROOT, name), join(folder, name))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data', 'year.epw'), epwYear())
})

function runShell(script: string) {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
  // Whether this machine's ports are free is no matter of the README's.
  const env = { PATH: path, NO_SERVER: 'true' }
  return new Program(['sh', '-e', '-c', script], { cwd: folder, env }).ended
}

describe('the examples of the README', () => {
  it('are there', () => expect(EXAMPLES.length).toBeGreaterThan(8))

  it.each(EXAMPLES)('%s', async (_title, script) => {
    const { exitCode, stdout, stderr } = await runShell(script)
    expect({ exitCode, said: exitCode === 0 ? '' : stdout + stderr }).toEqual({ exitCode: 0, said: '' })
  })

  it('leave behind the files they promise', () => {
    const promised = ['day.jsonl', 'day.csv', 'year.json', 'thousand.jsonl', 'measured.jsonl', 'recorded.jsonl']
    expect(promised.filter((name) => !existsSync(join(folder, 'data', name)))).toEqual([])
  })
})

describe('the reading in the README', () => {
  const [sample = 'null'] = fencedBlocks(README, 'json')
  const reading: unknown = JSON.parse(sample)

  it('is one by the published schema', () => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(READING_SCHEMA)
    validate(reading)
    expect(validate.errors).toBeNull()
  })

  it('has its fields in their order', () => {
    expect(Object.keys(reading ?? {})).toEqual(READING_SCHEMA.required)
  })
})

describe('links between the pages', () => {
  it.each(PAGES)('of $path lead somewhere', ({ path, page }) => {
    const broken = linkTargets(page).filter((target) => {
      if (/^https?:/.test(target)) return false
      const [file, anchor] = target.split('#')
      const linked = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(ROOT, linked))) return true
      return anchor !== undefined && !anchors(readPage(linked)).includes(anchor)
    })
    expect(broken).toEqual([])
  })
})
