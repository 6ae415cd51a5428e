/** @module The `deliver` command: takes a recorded run to its destinations without simulating anything. */

import { pino } from 'pino'
import type { SettingSources } from '../config/setting-sources.ts'
import { type DeliveryThread, openDeliveryThread } from '../delivery/delivery-thread.ts'
import { selectedSinks } from '../delivery/selected-sinks.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import { UsageError } from '../errors/problem.ts'
import { EXIT_FAILED } from './exit-codes.ts'
import { loadConfiguration } from './load-configuration.ts'
import { recordedRun } from './recorded-run.ts'
import { StopSignals } from './stop-signals.ts'
import { DeliveryDisplay } from './terminal/delivery-display.ts'
import { count } from './terminal/figures.ts'
import { terminalSize } from './terminal-size.ts'

/** @returns the exit code: 1 when a destination lacks something in the end */
export async function deliver(options: { flags: SettingSources['flags']; follow: boolean }): Promise<number> {
  const { resolved } = loadConfiguration(options.flags)
  const { settings, origins } = resolved
  const manifest = recordedRun(resolved)
  const sinks = selectedSinks(settings, true)
  if (sinks.length === 0) {
    throw new UsageError([
      { ...origins.sinks, expected: 'a destination', fix: 'Name one of them, or leave --sinks out' },
    ])
  }
  const { quiet } = settings
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }))
  const { color } = terminalSize(process.stderr)
  const display = new DeliveryDisplay({ stream: process.stderr, color, nowMs: () => performance.now() })
  let last: readonly SinkStatus[] = []
  const thread = await openDeliveryThread(
    { settings, run: settings.runId === null ? manifest : { ...manifest, run_id: settings.runId }, sinks },
    {
      onStatus(all) {
        last = all
        if (!quiet) {
          display.update(all)
        }
      },
      onNotice(text) {
        display.finish()
        log.warn(text)
      },
    },
  )
  const signals = new StopSignals(() => display.finish())
  try {
    thread.start()
    if (options.follow) {
      await untilStopped(thread, signals.signal)
    }
    const undelivered = await thread.deliverRest(settings.deliveryPatienceSeconds * 1000, signals.signal)
    display.finish()
    for (const text of undelivered) {
      log.error(text)
    }
    if (!quiet) {
      process.stdout.write(last.map(({ name, delivered, records }) => summaryLine(name, delivered, records)).join(''))
    }
    return undelivered.length === 0 ? 0 : EXIT_FAILED
  } finally {
    signals.release()
    await thread.close()
  }
}

function summaryLine(name: string, delivered: number, records: number): string {
  return `${name}: ${count(delivered)} records delivered, ${count(records)} in all\n`
}

/** Resolves when the program is told to stop; rejects when the delivery cannot go on. */
async function untilStopped(thread: DeliveryThread, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await Promise.race([stopped, thread.failed])
}
