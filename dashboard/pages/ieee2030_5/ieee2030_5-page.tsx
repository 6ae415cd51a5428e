/** @module The utility server of IEEE 2030.5: whom it serves, what it holds, and every resource as devices are sent it. */

import type { VNode } from 'preact'
import type { UtilityStatus } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { usePulse, useResource } from '../../state/resource.ts'
import { ClientFacts, ServerErrors } from './client-facts.tsx'
import { ResourceTree } from './resource-tree.tsx'
import { ResourceView } from './resource-view.tsx'

const REFRESH_MS = 3_000

export function Ieee2030_5Page(): VNode {
  const t = usePhrase()
  const pulse = usePulse(REFRESH_MS)
  const status = useResource<UtilityStatus>(apiAddress('ieee2030_5'), pulse)
  return (
    <Waiting resource={status} lines={16}>
      {({ server, clients }) =>
        server === null ? (
          <>
            <p class="notice">{t('ieee.absent')}</p>
            {clients !== null && <ClientFacts clients={clients} />}
          </>
        ) : (
          <>
            <ServerFacts server={server} />
            <ServerErrors errors={server.last_errors} />
            {clients !== null && <ClientFacts clients={clients} />}
            <div class="tree-and-view section">
              <ResourceTree connected={server.connected_devices} version={pulse} />
              <ResourceView />
            </div>
          </>
        )
      }
    </Waiting>
  )
}

function ServerFacts({ server }: { readonly server: NonNullable<UtilityStatus['server']> }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const answers = Object.entries(server.requests)
  const sum = (wanted: (status: string) => boolean): number =>
    answers.reduce((total, [status, count]) => total + (wanted(status) ? count : 0), 0)
  return (
    <section>
      <h2>{t('ieee.server')}</h2>
      <Facts
        isWide
        facts={[
          [t('ieee.port'), String(server.port)],
          [t('ieee.sessions'), numbers.count(server.connections)],
          [t('ieee.handshakes'), numbers.count(server.handshakes)],
          [t('ieee.resumed'), numbers.count(server.resumed)],
          [t('ieee.answered'), numbers.count(sum((status) => status < '400'))],
          [t('ieee.refused'), numbers.count(sum((status) => status >= '400'))],
        ]}
      />
    </section>
  )
}
