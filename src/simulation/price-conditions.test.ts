import { expect, it } from 'vitest'
import { emptyOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import { readPriceOutlook, writePriceOutlook } from './price-conditions.ts'
import { createSiteConditions } from './site-conditions.ts'

it('an outlook that was written is read again, and nothing else is touched', () => {
  const conditions = createSiteConditions(1, 1, 0)
  const written = {
    buyPrice: 1,
    sellPrice: 2,
    cheapPrice: 3,
    dearPrice: 4,
    needPrice: 5,
    keepPrice: 6,
    wearPerKwh: 7,
  }
  writePriceOutlook(written, conditions)
  const read = emptyOutlook()
  readPriceOutlook(conditions, read)
  expect(read).toEqual(written)
  expect(conditions.scalars.reduce((sum, value) => sum + value, 0)).toBe(28)
})
