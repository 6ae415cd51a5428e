/** @module The on-peak and off-peak periods of the Thai time-of-use tariff. */

const ON_PEAK_FROM_HOUR = 9
const ON_PEAK_TO_HOUR = 22
const SUNDAY = 0
const SATURDAY = 6

/**
 * Whether an instant falls in the on-peak period: Monday to Friday from 09:00 to 22:00, except off-peak holidays.
 *
 * An interval belongs to the period it starts in: pass its start, not its end.
 *
 * @param hour - local time of day [h], 0 ≤ h < 24
 * @param weekday - 0 Sunday to 6 Saturday
 * @param isHoliday - whether the tariff calls the day off-peak: Labour Day and the public holidays, but neither
 *   substitution days nor the Royal Ploughing Day
 * @see Metropolitan Electricity Authority, electricity tariffs, schedules 3.2, 4.2 and 5.2 (the Provincial Electricity
 *   Authority's periods are the same)
 */
export function isOnPeak(hour: number, weekday: number, isHoliday: boolean): boolean {
  const workday = weekday !== SUNDAY && weekday !== SATURDAY && !isHoliday
  return workday && hour >= ON_PEAK_FROM_HOUR && hour < ON_PEAK_TO_HOUR
}
