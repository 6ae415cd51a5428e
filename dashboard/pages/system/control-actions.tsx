/** @module What operators did last, and who they were: told to whoever holds the token. */

import type { VNode } from 'preact'
import { accessToken } from '../../api/access-token.ts'
import type { ControlAction } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { openToken } from '../../layout/token-dialog.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { actionsAsked } from './use-control.ts'

const SHOWN = 20

export function ControlActions(): VNode {
  const t = usePhrase()
  const isHeld = useStore(accessToken, (value) => value !== null)
  const version = useStore(actionsAsked, (value) => value)
  const address = isHeld ? apiAddress('control/actions', { limit: SHOWN }) : null
  const actions = useResource<{ readonly items: readonly ControlAction[] }>(address, version)
  return (
    <>
      <h3>{t('control.actions')}</h3>
      {isHeld ? (
        <Waiting resource={actions} lines={4}>
          {({ items }) =>
            items.length === 0 ? <p class="notice">{t('control.noActions')}</p> : <Table items={items} />
          }
        </Waiting>
      ) : (
        <p class="notice">
          {t('control.needsToken')}{' '}
          <button type="button" onClick={openToken}>
            {t('header.token')}
          </button>
        </p>
      )}
    </>
  )
}

/** `meter_id = AMI_METER_UTCC_003, fault = gap`: breaks between words, as JSON does not. */
function sayRequest(request: ControlAction['request']): string {
  return Object.entries(request)
    .map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

function Table({ items }: { readonly items: readonly ControlAction[] }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const times = useTimes()
  return (
    <Scroller name={t('control.actions')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('control.time')}</th>
            <th scope="col">{t('control.action')}</th>
            <th scope="col">{t('control.request')}</th>
            <th scope="col">{t('system.source')}</th>
            <th scope="col">{t('control.result')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ timestamp, action, request, origin, outcome, reason }) => (
            <tr key={`${timestamp} ${action} ${JSON.stringify(request)}`}>
              <td>{times.moment(timestamp)}</td>
              <td>{words('action', action)}</td>
              <td class="breaking" lang="en">
                {sayRequest(request)}
              </td>
              <td lang="en">
                {origin.source} {origin.address}
              </td>
              <td class="breaking">
                {words('outcome', outcome)} {reason !== null && <span lang="en">{reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
