/** @module The process of one measurement: its name and arguments in, its result and peak memory out as JSON. */

import { MEASUREMENTS } from './measurements.ts'

const [, , name, text] = process.argv
const given: never[] = JSON.parse(text)
const measure = new Map<string, (...given: never[]) => Promise<unknown>>(Object.entries(MEASUREMENTS)).get(name)
if (measure === undefined) throw new Error(`no measurement is called ${name}`)
const result = await Reflect.apply(measure, null, given)
process.stdout.write(JSON.stringify({ result, peakMib: process.resourceUsage().maxRSS / 1024 }))
