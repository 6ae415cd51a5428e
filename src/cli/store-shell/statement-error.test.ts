import { describe, expect, it } from 'vitest'
import { StoreQueryError } from '../../sinks/store/store-failure.ts'
import { renderStatementError } from './statement-error.ts'

const error = (position: number | null, detail: string | null = null, hint: string | null = null): StoreQueryError =>
  new StoreQueryError({ message: 'no', code: '42703', detail, hint, position })

describe('renderStatementError', () => {
  it('marks the place below the line, whatever the width of what is before it', () => {
    expect(renderStatementError(error(8), 'select x')).toBe('ERROR: no\nLINE 1: select x\n               ^\n')
    expect(renderStatementError(error(16), "select\n 'น้ำ', x")).toBe("ERROR: no\nLINE 2:  'น้ำ', x\n               ^\n")
    expect(renderStatementError(error(12), "select '😀', x")).toBe(
      "ERROR: no\nLINE 1: select '😀', x\n                    ^\n",
    )
  })

  it('adds detail and hint, and marks nothing without a place', () => {
    expect(renderStatementError(error(null, 'why', 'what now'), 'select x')).toBe(
      'ERROR: no\nDETAIL: why\nHINT: what now\n',
    )
  })
})
