/** @module Tells the stream of alerts that are raised, and of those that are over. */

import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import type { EventStream } from './event-stream.ts'

export function publishAlerts(events: Pick<EventStream, 'publish'>, records: readonly AlertRecord[]): void {
  for (const record of records) {
    const meterIds = record.subject_type === 'meter' ? [record.subject] : []
    events.publish('alert', JSON.stringify(record), meterIds)
  }
}
