import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../services/free-ports.ts'
import { START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { ROOT, startProgram } from './program.ts'

const PROMETHEUS = join(ROOT, 'deploy/prometheus')
const DASHBOARDS = join(ROOT, 'deploy/grafana/provisioning/dashboards')

/** Every name a query may use: those of the running program, with what Prometheus makes of a histogram. */
const names = new Set(['up'])
let labels: ReadonlySet<string> = new Set()

beforeAll(async () => {
  const [port] = await freePorts(1)
  const output = join(temporaryFolder(), 'readings.jsonl')
  const args = ['run', '--start', START, '--interval', '15', '--speed', '150', '--output', output]
  const program = startProgram(args, { env: { API_PORT: String(port) }, timeoutMs: 120_000 })
  await program.until('the first tick', () => program.stderr.includes('"tick":'), 60_000)
  const metrics = `http://127.0.0.1:${port}/metrics?meters=true`
  // The first request is what the second tells of.
  await (await fetch(metrics)).text()
  const text = await (await fetch(metrics)).text()
  program.kill('SIGTERM')
  await program.ended
  for (const [, name = '', type = ''] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    for (const suffix of type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) names.add(name + suffix)
  }
  labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label = '']) => label))
})

/** Rules have each expression on one line. */
const rules = readdirSync(join(PROMETHEUS, 'rules')).map((file) =>
  readFileSync(join(PROMETHEUS, 'rules', file), 'utf8'),
)
const ruleExpressions = rules.flatMap((text) => [...text.matchAll(/^ +expr: (\S.*)$/gm)].map(([, expr = '']) => expr))

/** Of all panels. */
function panelExpressions(): string[] {
  const files = readdirSync(DASHBOARDS).filter((file) => file.endsWith('.json'))
  const expressions: string[] = []
  for (const file of files) {
    JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8'), (key, value: unknown) => {
      if (key === 'expr') expressions.push(String(value))
      return value
    })
  }
  return expressions
}

/** Names of metrics in an expression: what is no function, keyword or label. */
function metricsOf(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|without|on|ignoring) *\([^)]*\)/g, '')
  return [...bare.matchAll(/(?<![\w.])([a-z_][\w:]*)(?![\w:]| *\()/g)]
    .map(([, name = '']) => name)
    .filter((name) => !['and', 'or', 'unless', 'by', 'without', 'on', 'sum', 'e9'].includes(name))
}

describe('the queries of deploy', () => {
  it.each([
    ['rules', ruleExpressions],
    ['panels', panelExpressions()],
  ])('of the %s ask for metrics that the program has', (_where, expressions) => {
    expect(expressions.length).toBeGreaterThan(10)
    for (const expression of expressions) {
      const asked = metricsOf(expression)
      expect(asked.length, expression).toBeGreaterThan(0)
      expect(
        asked.filter((name) => !names.has(name)),
        expression,
      ).toEqual([])
      const matched = [...expression.matchAll(/[{,] *(\w+) *(?:=|!=|=~|!~)"/g)].map(([, label = '']) => label)
      const grouped = [...expression.matchAll(/\b(?:by|without|on) *\(([^)]*)\)/g)].flatMap(([, list = '']) =>
        list.split(',').map((label) => label.trim()),
      )
      const known = new Set([...labels, 'job', 'fault'])
      expect(
        [...matched, ...grouped].filter((label) => !known.has(label)),
        expression,
      ).toEqual([])
    }
  })

  it('of the rules are one for each alert, with what to do', () => {
    for (const text of rules) {
      const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length
      const alerts = count(/^ +- alert: /gm)
      expect(alerts).toBeGreaterThan(0)
      for (const part of [/^ +expr: \S/gm, /^ +summary: \S/gm, /^ +fix: \S/gm, /severity: (?:warning|critical)/g]) {
        expect(count(part), String(part)).toBe(alerts)
      }
    }
  })

  it('are what promtool accepts', ({ skip }) => {
    skip(spawnSync('promtool', ['--version']).status !== 0, 'promtool is not on this machine')
    const files = readdirSync(join(PROMETHEUS, 'rules')).map((file) => join(PROMETHEUS, 'rules', file))
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', ...files], { encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  })
})
