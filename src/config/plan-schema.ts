/** @module The shape of a campus file's plan: where its buildings stand, for a picture and for nothing else. */

import * as z from 'zod'

/** A plan is at most so wide and so deep [m]; its outlines are drawn by hand. */
const MOST_METRES = 10_000
const MOST_CORNERS = 100

/*
 * Every message below is the noun phrase that completes "expected …", so that a fault becomes one readable line.
 */

const metresError = `a number from 0 to ${MOST_METRES} [m]`
const metres = z.number({ error: metresError }).min(0, { error: metresError }).max(MOST_METRES, { error: metresError })

const outlineError = `a list of 3 to ${MOST_CORNERS} corners [east, north]`
const cornerError = 'a corner [east, north] in metres'

const textError = 'a text of 1 to 100 characters without control characters'
const text = z.string({ error: textError }).regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, { error: textError })

const buildingKeys = 'one of building, label, outline_m'
const planKeys = 'one of buildings'

const building = z.strictObject(
  {
    building: text.describe('Name of the building, as its meters have it.'),
    label: text.optional().describe('A shorter name for the picture; the name itself unless given.'),
    outline_m: z
      .array(z.tuple([metres, metres], { error: cornerError }), { error: outlineError })
      .min(3, { error: outlineError })
      .max(MOST_CORNERS, { error: outlineError })
      .describe('Its corners in order, each [east, north] of the south-western corner of the plan [m].'),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? buildingKeys : 'an object with building, outline_m and perhaps label',
  },
)

/** Corners in order, each [east, north] in metres. */
export type Outline = readonly (readonly [east: number, north: number])[]

export const planSchema = z.strictObject(
  {
    buildings: z
      .array(building, { error: 'a list of buildings with their outlines' })
      .min(1, { error: 'at least one building' })
      .describe('Every building of the meters, once.'),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? planKeys : 'an object with buildings') },
)
