/** @module What the head-end remembers of each meter: what came last, and what it has learned to expect. */

import type { Columns } from '../shared-array.ts'

/** Columns of doubles; masks and flags are small whole numbers in them. */
export const HEAD_END_STATE = [
  /** Tick of the last message that came; 0 before the first. */
  'lastTick',
  /** Registers, voltage, current and state of charge it brought. */
  'lastImport',
  'lastExport',
  'lastGeneration',
  'lastVoltage',
  'lastCurrent',
  'lastCharge',
  /** What is added to the registers of a meter that were set back, so that the published ones never fall. */
  'addedImport',
  'addedExport',
  'addedGeneration',
  /** The last load that could be trusted: its tick, its energy, and the logarithm of its share of the expected one. */
  'loadTick',
  'load',
  'loadLog',
  /** The last trusted generation as a share of the expected one, less one. */
  'generationExcess',
  /** Evidence that the energy missing on its feeder bypasses this meter, see FeederBalance. */
  'blame',
  /** Energy missing on its feeder when that could last be told. */
  'missing',
] as const

export type HeadEndState = Columns<(typeof HEAD_END_STATE)[number]>
