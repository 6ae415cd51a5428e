import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { testApi } from '../api.fixture.ts'
import { withMetricsTables } from './metrics-reference.ts'

const PAGE = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')

it('is what docs/metrics.md says; when not, run `npm run generate`', () => {
  expect(withMetricsTables(PAGE)).toBe(PAGE)
})

it('names every metric that is told', async () => {
  const { body } = await (await testApi()).inject('/metrics?meters=true')
  const names = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '')
  const own = names.filter((name) => name.startsWith('gridtokenx_'))
  expect(own.filter((name) => !PAGE.includes(`| \`${name}\` |`))).toEqual([])
  // The others are those of Node.js and of the process, as everybody has them.
  expect(names.filter((name) => !/^(gridtokenx|nodejs|process)_/.test(name))).toEqual([])
})

it('needs the marks', () => {
  expect(() => withMetricsTables('# Page\n')).toThrow('<!-- metrics: begin -->')
})
