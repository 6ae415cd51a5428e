/** @module The kinds of building a meter can serve; each has its own load shape, power factor and design density. */

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
