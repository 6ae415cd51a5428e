/** @module A certificate and its proof: every entry is hashed again here, by the reader's own browser. */

import type { VNode } from 'preact'
import type { CertificateProof, ProofEntry } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { CopyButton } from '../../layout/copy-button.tsx'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { addressOf } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { CertificateRetirement, isUsable } from './certificate-retirement.tsx'
import { useHashedAgain } from './hashed-again.ts'

const WH_PER_KWH = 1_000

export function CertificateProofSection({ id }: { readonly id: string }): VNode {
  const t = usePhrase()
  const delivered = useDelivered()
  const address = apiAddress(`certificates/${encodeURIComponent(id)}/proof`)
  const proof = useResource<CertificateProof>(address, delivered)
  return (
    <section>
      <p class="crumb">
        <a href={addressOf(['certificates'])}>{t('certificates.all')}</a>
      </p>
      <h2 class="breaking">{id}</h2>
      <Waiting resource={proof} lines={10}>
        {(answer) => <Proof proof={answer} />}
      </Waiting>
    </section>
  )
}

function Proof({ proof: { entries, parent_id, parts, head, is_intact } }: { readonly proof: CertificateProof }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const hashed = useHashedAgain(entries)
  const isProven = is_intact && hashed !== 'broken'
  const last = entries.at(-1)?.event
  const link = (id: string): VNode => <a href={addressOf(['certificates'], { certificate: id })}>{id}</a>
  return (
    <>
      {last !== undefined && (
        <Facts
          isWide
          facts={[
            [t('certificates.energy'), numbers.energy(last.energy_wh / WH_PER_KWH), 'certificate'],
            [t('certificates.carbon'), numbers.quantity(last.carbon_offset_kg, 'kg CO₂')],
            [t('certificates.generated'), `${times.moment(last.interval_start)} – ${times.clock(last.interval_end)}`],
            [
              t('certificates.meter'),
              <a key="meter" href={addressOf(['meters', last.meter_id])}>
                {last.meter_id}
              </a>,
            ],
            [t('certificates.owner'), last.owner],
          ]}
        />
      )}
      {parent_id !== null && (
        <p>
          {t('certificates.splitFrom')} {link(parent_id)}
        </p>
      )}
      {parts.length > 0 && (
        <p>
          {t('certificates.splitInto')}{' '}
          {parts.map((part) => (
            <span key={part}>{link(part)} </span>
          ))}
        </p>
      )}
      {last !== undefined && isUsable(last, parts) && <CertificateRetirement key={last.hash} certificate={last} />}
      <h3 class="proof-title">{t('certificates.proof')}</h3>
      <p class={isProven ? 'of-battery proven' : 'of-alarm proven'} role="status">
        {t(!isProven ? 'certificates.broken' : hashed === 'good' ? 'certificates.provenHere' : 'certificates.proven')}
      </p>
      <ol class="chain">
        {entries.map((entry) => (
          <ChainLink key={entry.event.hash} entry={entry} />
        ))}
      </ol>
      {head !== null && (
        <p class="note">
          {t('certificates.head')} <code class="breaking">{head.hash}</code> <CopyButton text={head.hash} />
        </p>
      )}
    </>
  )
}

function ChainLink({
  entry: { event, follows, is_sealed, is_linked, sealed_text },
}: {
  readonly entry: ProofEntry
}): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const times = useTimes()
  return (
    <li class={is_sealed && is_linked ? 'of-certificate' : 'of-alarm'}>
      <p>
        <a href={addressOf(['market'], { slot: event.timestamp })}>{times.moment(event.timestamp)}</a>{' '}
        <strong>{words('event', event.event)}</strong> {event.owner}
      </p>
      <p class="note breaking">
        {t('certificates.previousHash')} <code>{event.previous_hash}</code>{' '}
        {follows !== null && (
          <a href={addressOf(['certificates'], { certificate: follows.certificate_id })}>{follows.certificate_id}</a>
        )}
      </p>
      <p class="note breaking">
        {t('certificates.hash')} <code>{event.hash}</code>
      </p>
      <details>
        <summary class="note">{t('certificates.sealedText')}</summary>
        <pre>{sealed_text}</pre>
      </details>
    </li>
  )
}
