/** @module What is wrong, and what happened last: alerts, trades and certificates, one line each. */

import type { VNode } from 'preact'
import type { CertificateEvent, Trade } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { alerts } from '../../state/alerts.ts'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'
import { AlertLine } from './alert-line.tsx'

const MOST = 8
const MOST_ALERTS = 4

export function Latest(): VNode {
  const t = usePhrase()
  const trades = useStore(live, (value) => value.trades)
  const open = useStore(alerts, (value) => value.open)
  const certificates = useStore(live, (value) => value.certificates)
  const lines = [
    ...trades
      .slice(0, MOST)
      .map((trade) => ({ at: trade.timestamp, line: <TradeLine key={trade.trade_id} trade={trade} /> })),
    ...certificates.slice(0, MOST).map((certificate) => ({
      at: certificate.timestamp,
      line: <CertificateLine key={certificate.hash} certificate={certificate} />,
    })),
  ]
  lines.sort((a, b) => b.at.localeCompare(a.at))
  // What is wrong now comes before what happened, but leaves room for it.
  const urgent = (open ?? []).slice(0, MOST_ALERTS)
  return (
    <section class="latest">
      <h2>{t('latest.title')}</h2>
      {lines.length + urgent.length === 0 ? (
        <p class="note">{t('latest.none')}</p>
      ) : (
        <ul class="lines">
          {urgent.map((alert) => (
            <AlertLine key={alert.alert_id} alert={alert} />
          ))}
          {lines.slice(0, MOST - urgent.length).map(({ line }) => line)}
        </ul>
      )}
    </section>
  )
}

function TradeLine({ trade }: { readonly trade: Trade }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  return (
    <li class="of-price">
      <time dateTime={trade.timestamp}>{times.clock(trade.timestamp)}</time>
      <a href={addressOf(['meters', trade.seller_id])}>
        {t('latest.trade', {
          seller: trade.seller_id,
          buyer: trade.buyer_id,
          energy: numbers.energy(trade.energy),
          price: numbers.price(trade.price, currency),
        })}
      </a>
    </li>
  )
}

function CertificateLine({ certificate }: { readonly certificate: CertificateEvent }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const times = useTimes()
  return (
    <li class="of-certificate">
      <time dateTime={certificate.timestamp}>{times.clock(certificate.timestamp)}</time>
      <a href={addressOf(['certificates'], { certificate: certificate.certificate_id })}>
        {t('latest.certificate', {
          energy: numbers.energy(certificate.energy_wh / 1000),
          event: words('event', certificate.event),
          meter: certificate.meter_id,
        })}
      </a>
    </li>
  )
}
