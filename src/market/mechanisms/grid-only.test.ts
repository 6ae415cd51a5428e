import { expect, it } from 'vitest'
import { bookOf, RULES, WORKED_BOOK } from '../order-books.fixture.ts'
import { gridOnly } from './grid-only.ts'

it('gridOnly leaves every order to the grid', () => {
  const { matches, price } = gridOnly.clear(bookOf(WORKED_BOOK), RULES)
  expect(matches.size).toBe(0)
  expect(price).toBeNull()
})
