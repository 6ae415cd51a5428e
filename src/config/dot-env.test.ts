import { describe, expect, it } from 'vitest'
import { parseDotEnv } from './dot-env.ts'

const values = (text: string) =>
  Object.fromEntries([...parseDotEnv(text).entries].map(([name, { value }]) => [name, value]))

describe('parseDotEnv', () => {
  it.each([
    ['A=1', { A: '1' }],
    ['  A = 1  ', { A: '1' }],
    ['export A=1', { A: '1' }],
    ['A=', { A: '' }],
    ['A=1 # one', { A: '1' }],
    ['A=# none', { A: '' }],
    ['A=a#b', { A: 'a#b' }],
    ['A=a=b', { A: 'a=b' }],
    ['A="a # b" # c', { A: 'a # b' }],
    ['A=\'a "b" \\n\'', { A: 'a "b" \\n' }],
    ['A="a\\n\\"b\\"\\\\"', { A: 'a\n"b"\\' }],
    ['A="a\nb"\nC=1', { A: 'a\nb', C: '1' }],
    ['A=1\nA=2', { A: '2' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['# comment\n\n \nA.b-c=1', { 'A.b-c': '1' }],
    ['', {}],
  ])('reads %j', (text, expected) => {
    expect(values(text)).toEqual(expected)
    expect(parseDotEnv(text).problems).toEqual([])
  })

  it('counts lines across quoted values', () => {
    expect(parseDotEnv('A="1\n2\n3"\nB=4').entries.get('B')).toEqual({ value: '4', line: 4 })
  })

  it('tells the file and line of what it cannot read, keeps the rest, and repeats no value', () => {
    const { entries, problems } = parseDotEnv("A=1\nB secret\n1C=secret\nD=\"secret\nE='secret' x\nF=2", 'site.env')
    expect([...entries.keys()]).toEqual(['A', 'F'])
    expect(problems.map(({ source, key }) => [source, key])).toEqual([
      ['site.env:2', 'line'],
      ['site.env:3', 'line'],
      ['site.env:4', 'D'],
      ['site.env:5', 'E'],
    ])
    expect(JSON.stringify(problems)).not.toContain('secret')
  })
})
