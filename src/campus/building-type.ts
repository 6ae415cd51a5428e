/** @module The kinds of building a meter can serve; each has its own load shape, power factor and design density. */

export { BUILDING_TYPES, type BuildingType } from '../config/campus-vocabulary.ts'
