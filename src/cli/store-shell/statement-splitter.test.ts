import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ShellInput, StatementSplitter } from './statement-splitter.ts'

function inputsOf(text: string): ShellInput[] {
  const splitter = new StatementSplitter()
  const inputs = text.split('\n').flatMap((line) => splitter.add(line))
  return [...inputs, ...splitter.finish()]
}

const statements = (text: string): string[] =>
  inputsOf(text).map((input) => (input.kind === 'statement' ? input.sql : '?'))

describe('StatementSplitter', () => {
  it.each([
    ['select 1', ['select 1']],
    ['select 1; select 2;', ['select 1', 'select 2']],
    ['select\n 1\n;\n', ['select\n 1']],
    [';;\n ; -- nothing\n /* nor here */;', []],
    ["select ';', 'it''s;'; select 2", ["select ';', 'it''s;'", 'select 2']],
    ["select E'\\';'; select 2", ["select E'\\';'", 'select 2']],
    ["select '\\'; select 2", ["select '\\'", 'select 2']],
    ['select ";"";" ; select 2', ['select ";"";"', 'select 2']],
    ['select $$;$$; select $a$ $$;$$ $b$ $a$; select 3', ['select $$;$$', 'select $a$ $$;$$ $b$ $a$', 'select 3']],
    ['select a$1;$1 ; select 2', ['select a$1', '$1', 'select 2']],
    ['select 1 -- ;\n; select 2', ['select 1 -- ;', 'select 2']],
    ['select /* ; /* ; */ ; */ 1; select 2', ['select /* ; /* ; */ ; */ 1', 'select 2']],
    ["select 'open; select 2", ["select 'open; select 2"]],
  ])('cuts %j', (text, expected) => {
    expect(statements(text)).toEqual(expected)
  })

  it('takes a backslash at the begin of a statement for a command', () => {
    expect(inputsOf('\\d\n  \\d readings;\n\\q')).toEqual([
      { kind: 'command', name: 'd', argument: '' },
      { kind: 'command', name: 'd', argument: 'readings' },
      { kind: 'command', name: 'q', argument: '' },
    ])
    expect(statements('select\n\\d;')).toEqual(['select\n\\d'])
  })

  it('knows whether it is within a statement', () => {
    const splitter = new StatementSplitter()
    splitter.add('-- a remark')
    expect(splitter.isWithinStatement).toBe(false)
    splitter.add("select '")
    expect(splitter.isWithinStatement).toBe(true)
    splitter.clear()
    expect(splitter.isWithinStatement).toBe(false)
  })

  it('finds the same statements wherever lines are broken', () => {
    const word = fc.constantFrom('select', "';'", '";"', '$$;\n$$', '/*;*/', "E'\\';'", '1', '$x$ $$ ; $x$')
    const statement = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => ['select', ...words].join(' '))
    fc.assert(
      fc.property(fc.array(statement), fc.constantFrom(';', ' ;\n', ';\n\n', '\n; '), (written, between) => {
        expect(statements(written.join(between))).toEqual(written)
      }),
    )
  })
})
