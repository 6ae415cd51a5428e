/** @module Public holidays of Thailand with their substitution and bridge days. */

const BRIDGE_DAY = 'Bridge day'
const IN_LIEU = '(in lieu)'

/**
 * Days off by year, each written month-day, as announced by the cabinet and collected by the open holidays library.
 *
 * Makha, Visakha and Asanha Bucha and the beginning of the Buddhist Lent follow the Thai lunisolar calendar, with leap
 * months set by decree, and substitution and bridge days are cabinet decisions: all are data, there is no formula.
 *
 * @see Vacanza, holidays (https://github.com/vacanza/holidays), country TH; Bank of Thailand, financial institutions'
 *   holidays, of the year
 */
const ANNOUNCED: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2025: {
    '01-01': "New Year's Day",
    '02-12': 'Makha Bucha',
    '04-06': 'Chakri Memorial Day',
    '04-07': 'Chakri Memorial Day (in lieu)',
    '04-13': 'Songkran',
    '04-14': 'Songkran',
    '04-15': 'Songkran',
    '04-16': 'Songkran (in lieu)',
    '05-01': 'National Labour Day',
    '05-04': 'Coronation Day',
    '05-05': 'Coronation Day (in lieu)',
    '05-11': 'Visakha Bucha',
    '05-12': 'Visakha Bucha (in lieu)',
    '06-02': BRIDGE_DAY,
    '06-03': "Queen Suthida's Birthday",
    '07-10': 'Asanha Bucha',
    '07-11': 'Buddhist Lent Day',
    '07-28': "King Vajiralongkorn's Birthday",
    '08-11': BRIDGE_DAY,
    '08-12': "Queen Sirikit's Birthday",
    '10-13': 'King Bhumibol Memorial Day',
    '10-23': 'King Chulalongkorn Memorial Day',
    '12-05': "King Bhumibol's Birthday",
    '12-10': 'Constitution Day',
    '12-31': "New Year's Eve",
  },
  2026: {
    '01-01': "New Year's Day",
    '01-02': BRIDGE_DAY,
    '03-03': 'Makha Bucha',
    '04-06': 'Chakri Memorial Day',
    '04-13': 'Songkran',
    '04-14': 'Songkran',
    '04-15': 'Songkran',
    '05-01': 'National Labour Day',
    '05-04': 'Coronation Day',
    '05-31': 'Visakha Bucha',
    '06-01': 'Visakha Bucha (in lieu)',
    '06-03': "Queen Suthida's Birthday",
    '07-28': "King Vajiralongkorn's Birthday",
    '07-29': 'Asanha Bucha',
    '07-30': 'Buddhist Lent Day',
    '08-12': "Queen Sirikit's Birthday",
    '10-13': 'King Bhumibol Memorial Day',
    '10-23': 'King Chulalongkorn Memorial Day',
    '12-05': "King Bhumibol's Birthday",
    '12-07': "King Bhumibol's Birthday (in lieu)",
    '12-10': 'Constitution Day',
    '12-31': "New Year's Eve",
  },
  2027: {
    '01-01': "New Year's Day",
    '02-21': 'Makha Bucha',
    '02-22': 'Makha Bucha (in lieu)',
    '04-06': 'Chakri Memorial Day',
    '04-13': 'Songkran',
    '04-14': 'Songkran',
    '04-15': 'Songkran',
    '05-01': 'National Labour Day',
    '05-03': 'National Labour Day (in lieu)',
    '05-04': 'Coronation Day',
    '05-20': 'Visakha Bucha',
    '06-03': "Queen Suthida's Birthday",
    '07-18': 'Asanha Bucha',
    '07-19': 'Buddhist Lent Day',
    '07-20': 'Asanha Bucha (in lieu)',
    '07-28': "King Vajiralongkorn's Birthday",
    '08-12': "Queen Sirikit's Birthday",
    '10-13': 'King Bhumibol Memorial Day',
    '10-23': 'King Chulalongkorn Memorial Day',
    '10-25': 'King Chulalongkorn Memorial Day (in lieu)',
    '12-05': "King Bhumibol's Birthday",
    '12-06': "King Bhumibol's Birthday (in lieu)",
    '12-10': 'Constitution Day',
    '12-31': "New Year's Eve",
  },
}

/** Holidays on the same date every year: all that is known of a year without announced dates. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': "New Year's Day",
  '04-06': 'Chakri Memorial Day',
  '04-13': 'Songkran',
  '04-14': 'Songkran',
  '04-15': 'Songkran',
  '05-01': 'National Labour Day',
  '05-04': 'Coronation Day',
  '06-03': "Queen Suthida's Birthday",
  '07-28': "King Vajiralongkorn's Birthday",
  '08-12': "Queen Sirikit's Birthday",
  '10-13': 'King Bhumibol Memorial Day',
  '10-23': 'King Chulalongkorn Memorial Day',
  '12-05': "King Bhumibol's Birthday",
  '12-10': 'Constitution Day',
  '12-31': "New Year's Eve",
}

/**
 * The name of the public holiday on a date.
 *
 * Complete for 2025 to 2027. Any other year has the holidays of fixed date only, without the four lunar ones and
 * without substitution or bridge days: about five working days a year too many.
 *
 * @param year - Gregorian year
 * @param month - 1 to 12
 * @param day - day of the month, 1 to 31
 * @returns the English name, or undefined on any other day
 */
export function thaiPublicHoliday(year: number, month: number, day: number): string | undefined {
  const date = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return (ANNOUNCED[year] ?? FIXED)[date]
}

/**
 * Whether a date is a public holiday of Thailand, a day in lieu of one or an announced bridge day.
 *
 * @param year - Gregorian year; see {@link thaiPublicHoliday} for years without announced dates
 * @param month - 1 to 12
 * @param day - day of the month, 1 to 31
 */
export function isThaiPublicHoliday(year: number, month: number, day: number): boolean {
  return thaiPublicHoliday(year, month, day) !== undefined
}

/**
 * Whether the time-of-use tariff counts a date as off-peak all day: the public holidays themselves, but neither days in
 * lieu nor bridge days.
 *
 * @param year - Gregorian year; see {@link thaiPublicHoliday} for years without announced dates
 * @param month - 1 to 12
 * @param day - day of the month, 1 to 31
 * @see Metropolitan Electricity Authority, electricity tariffs, note on holidays of the time-of-use schedules
 */
export function isTariffHoliday(year: number, month: number, day: number): boolean {
  const name = thaiPublicHoliday(year, month, day)
  return name !== undefined && name !== BRIDGE_DAY && !name.endsWith(IN_LIEU)
}
