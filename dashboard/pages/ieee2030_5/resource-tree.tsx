/** @module What the server holds as a tree: devices, programs with their events, mirrors. */

import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Failed, Skeleton } from '../../layout/waiting.tsx'
import type { Resource } from '../../state/resource.ts'
import { Branch, type Leaf } from './tree-branch.tsx'
import { moveInTree } from './tree-keys.ts'
import { type DeviceView, type EventView, type MirrorView, type ProgramView, useOperation } from './utility-answers.ts'

interface ResourceTreeProps {
  /** LFDI of those that have a connection open. */
  readonly connected: readonly string[]
  readonly version: number
}

const MOST_MIRRORS = 500
const WATTS = 1_000

export function ResourceTree({ connected, version }: ResourceTreeProps): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const box = useRef<HTMLUListElement>(null)
  const devices = useOperation<readonly DeviceView[]>('devices.list', {}, version)
  const programs = useOperation<readonly ProgramView[]>('programs.list', {}, version)
  const events = useOperation<readonly EventView[]>('events.list', {}, version)
  const mirrors = useOperation<readonly MirrorView[]>('mirrors.list', { limit: MOST_MIRRORS }, version)
  const open = new Set(connected)
  const first = devices.answer?.[0]?.lfdi ?? ''
  const nameOf = (lfdi: string): string => devices.answer?.find((device) => device.lfdi === lfdi)?.meterId || lfdi
  const all: readonly Resource<unknown>[] = [devices, programs, events, mirrors]
  const broken = all.find(({ answer, failure }) => answer === null && failure !== null)
  if (broken?.failure) return <Failed message={broken.failure.message} retry={broken.reload} />
  if (all.some(({ answer }) => answer === null)) return <Skeleton lines={14} />
  return (
    <nav class="tree" aria-label={t('ieee.tree')}>
      <ul ref={box} onKeyDown={(event) => moveInTree(event, box.current)}>
        <Branch
          name={t('ieee.devices')}
          leaves={(devices.answer ?? []).map(
            ({ lfdi, number, meterId, enabled }): Leaf => ({
              name: meterId === '' ? lfdi : meterId,
              note: enabled ? (open.has(lfdi) ? t('ieee.connected') : '') : t('ieee.disabled'),
              device: lfdi,
              target: `/edev/${number}`,
            }),
          )}
        />
        <Branch
          name={t('ieee.programs')}
          leaves={(programs.answer ?? []).map(
            ({ program, description, events: count }): Leaf => ({
              name: description === '' ? program : description,
              note: numbers.count(count),
              device: first,
              target: program,
            }),
          )}
        />
        <Branch
          name={t('ieee.controls')}
          leaves={(events.answer ?? []).map(
            ({ mrid, description, status, program, href }): Leaf => ({
              name: description === '' ? mrid : description,
              note: status,
              device: first,
              target: status === 'scheduled' || status === 'active' ? href : program,
            }),
          )}
        />
        <Branch
          name={t('ieee.mirrors')}
          leaves={(mirrors.answer ?? []).map(
            ({ number, href, lfdi, description, netPowerW }): Leaf => ({
              name: `${nameOf(lfdi)} ${description ?? number}`,
              note: netPowerW === null ? '' : numbers.power(netPowerW / WATTS),
              device: lfdi,
              target: href,
            }),
          )}
        />
      </ul>
    </nav>
  )
}
