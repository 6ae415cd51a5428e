/** @module An alert in words: of the simulator in English, of the page itself in other languages. */

import type { Alert } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { language, usePhrase, usePhraseOf } from '../../language/language.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'

/** What is wrong, in one line. */
export function useAlertWords(): (alert: Alert) => string {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const chosen = useStore(language, (value) => value)
  return ({ rule, subject, message, value, limit, unit }) => {
    if (chosen === 'en') return message
    const amount = (of: number): string => numbers.quantity(of, words('unit', unit))
    const figures =
      value === null || limit === null ? '' : ` ${amount(value)} (${t('alerts.limit', { n: amount(limit) })})`
    return `${subject}: ${words('rule', rule)}${figures}`
  }
}

/** Where an alert leads: to its meter, to the prices, or to how the program does. */
export function addressOfSubject({ subject_type, subject, rule }: Alert): string {
  if (subject_type === 'meter') return addressOf(['meters', subject])
  return addressOf([rule === 'negative_spread' || rule === 'price_out_of_bounds' ? 'market' : 'system'])
}
