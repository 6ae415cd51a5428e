/** @module The words a campus file may choose among, in the order they are offered. */

export const BUILDING_TYPES = [
  'classroom',
  'office',
  'laboratory',
  'library',
  'dormitory',
  'canteen',
  'student_center',
  'sports',
  'parking',
  'workshop',
  'residential',
] as const
export type BuildingType = (typeof BUILDING_TYPES)[number]

export const TRADING_PREFERENCES = ['Conservative', 'Moderate', 'Aggressive'] as const
export type TradingPreference = (typeof TRADING_PREFERENCES)[number]

export const DISPATCH_STRATEGIES = ['self-consumption', 'time-of-use', 'peak-shaving', 'price-arbitrage'] as const
export type DispatchStrategyName = (typeof DISPATCH_STRATEGIES)[number]
