import { expect, it } from 'vitest'
import { CountWindow } from './count-window.ts'

it('tells what counters grew by within the window, and no more', () => {
  const window = new CountWindow(100)
  expect(window.growth(0, [10, 0])).toEqual([0, 0])
  expect(window.growth(50, [14, 1])).toEqual([4, 1])
  expect(window.growth(100, [20, 1])).toEqual([10, 1])
  expect(window.growth(150, [20, 1])).toEqual([6, 0])
  expect(window.growth(1_000, [20, 1])).toEqual([0, 0])
})

it('takes a counter that begins anew for one that has not grown', () => {
  const window = new CountWindow(100)
  window.growth(0, [10])
  expect(window.growth(10, [3])).toEqual([0])
})
