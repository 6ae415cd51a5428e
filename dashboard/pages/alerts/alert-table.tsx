/** @module Alerts, one a row, with what to do about those that are open. */

import type { VNode } from 'preact'
import type { Alert } from '../../api/api-types.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { addressOfSubject, useAlertWords } from './alert-words.ts'

export function AlertTable({ alerts }: { readonly alerts: readonly Alert[] }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const times = useTimes()
  const say = useAlertWords()
  return (
    <Scroller name={t('page.alerts')} isLong>
      <table class="alerts">
        <thead>
          <tr>
            <th scope="col">{t('alerts.severity')}</th>
            <th scope="col">{t('alerts.what')}</th>
            <th scope="col">{t('alerts.subject')}</th>
            <th scope="col">{t('alerts.rule')}</th>
            <th scope="col">{t('alerts.since')}</th>
            <th scope="col">{t('alerts.until')}</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.alert_id} data-open={alert.end === null} data-severity={alert.severity}>
              <td class="severity">{words('severity', alert.severity)}</td>
              <td class="what">
                {say(alert)}
                {alert.end === null && (
                  <span class="note" lang="en">
                    {alert.action}
                  </span>
                )}
              </td>
              <td>
                <a href={addressOfSubject(alert)}>{alert.subject}</a>
              </td>
              <td>{words('rule', alert.rule)}</td>
              <td>{times.moment(alert.start)}</td>
              <td>
                {alert.end === null
                  ? t('alerts.stillOpen')
                  : `${times.moment(alert.end)} (${times.age(Date.parse(alert.end) - Date.parse(alert.start))})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
