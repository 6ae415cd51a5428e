/** @module A resource as its device is sent it, with its links to follow. */

import type { VNode } from 'preact'
import { usePhrase } from '../../language/language.ts'
import { CopyButton } from '../../layout/copy-button.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { addressOf, usePlace } from '../../state/place.ts'
import { laidOut } from './laid-out.ts'
import { type ShownResource, useOperation } from './utility-answers.ts'

/** Where every device begins. */
const START = '/dcap'

export function ResourceView(): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const [device, target] = [query.get('device') ?? '', query.get('target') ?? START]
  const resource = useOperation<ShownResource>('resources.read', device === '' ? null : { device, target })
  if (device === '') return <p class="notice">{t('ieee.pick')}</p>
  return (
    <section class="resource" aria-label={t('ieee.xml')}>
      <h2>
        <code>{target}</code>
      </h2>
      <p class="note breaking">
        {t('ieee.field.lfdi')} <code>{device}</code> ·{' '}
        <a href={addressOf(['ieee2030_5'], { device, target: START })}>{START}</a>
      </p>
      <Waiting resource={resource} lines={14}>
        {({ status, document }) =>
          document === '' ? (
            <p class="notice">
              {t('ieee.noXml')} ({status})
            </p>
          ) : (
            <>
              <CopyButton text={document} />
              <Document text={document} device={device} />
            </>
          )
        }
      </Waiting>
    </section>
  )
}

/** The attribute values that are addresses lead to what is there. */
function Document({ text, device }: { readonly text: string; readonly device: string }): VNode {
  return (
    <pre lang="en">
      {laidOut(text)
        .split(/(href="[^"]*")/)
        .map((part, i) => {
          const target = /^href="(\/[^"]*)"$/.exec(part)?.[1]
          return target === undefined ? (
            part
          ) : (
            <span key={i}>
              href="
              <a href={addressOf(['ieee2030_5'], { device, target: target.replaceAll('&amp;', '&') })}>{target}</a>"
            </span>
          )
        })}
    </pre>
  )
}
