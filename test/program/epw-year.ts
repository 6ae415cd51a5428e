/** @module A made-up year of weather in the EPW format: every day alike, clear, warm and dry. */

const HEADER = [
  'LOCATION,Bangkok,-,THA,SYNTHETIC,484550,13.73,100.57,7.0,4.0',
  'DESIGN CONDITIONS,0',
  'TYPICAL/EXTREME PERIODS,0',
  'GROUND TEMPERATURES,0',
  'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
  'COMMENTS 1,made by a test',
  'COMMENTS 2,',
  'DATA PERIODS,1,1,Data,Sunday,1/1,12/31',
]

const DAYS = 365
const MONDAY_1_JANUARY_MS = Date.UTC(2001, 0, 1)
const DAY_MS = 86_400_000

/** The text of the file: 8 header lines and 8,760 hours. */
export function epwYear(): string {
  const rows = Array.from({ length: DAYS * 24 }, (_, row) => {
    const date = new Date(MONDAY_1_JANUARY_MS + Math.floor(row / 24) * DAY_MS)
    const hour = (row % 24) + 1
    const height = Math.max(0, Math.sin((Math.PI * (hour - 6.5)) / 12))
    const diffuse = Math.round(150 * height)
    const beam = height > 0.1 ? 800 : 0
    const global = diffuse + Math.round(beam * height)
    return (
      `2001,${date.getUTCMonth() + 1},${date.getUTCDate()},${hour},60,flags,29,22,65,101000,0,0,400,${global},${beam},` +
      `${diffuse},0,0,0,0,90,2,1,1,10,77777,9,999999999,40,0.1,0,88,0.2,0,1`
    )
  })
  return [...HEADER, ...rows, ''].join('\n')
}
