import { describe, expect, it } from 'vitest'
import { localShares } from './local-shares.ts'

describe('localShares', () => {
  it('compares what was traded with what was taken, given, and possible', () => {
    expect(localShares({ imported: 40, exported: 20, traded: 8, tradable: 16 })).toEqual({
      ofImports: 0.2,
      ofExports: 0.4,
      ofTradable: 0.5,
    })
  })

  it('knows no share of nothing', () => {
    expect(localShares({ imported: 40, exported: 0, traded: 0, tradable: 0 })).toEqual({
      ofImports: 0,
      ofExports: null,
      ofTradable: null,
    })
  })
})
