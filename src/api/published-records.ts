/** @module The schemas of the recorded records, as their tables of fields have them. */

import { CERTIFICATE_SCHEMA } from '../certificates/certificate-schema.ts'
import { BILL_SCHEMA } from '../market/records/bill-record.ts'
import { MARKET_SLOT_SCHEMA } from '../market/records/market-slot-record.ts'
import { OPPORTUNITY_SCHEMA } from '../market/records/opportunity-record.ts'
import { TRADE_SCHEMA } from '../market/records/trade-record.ts'
import { ALERT_SCHEMA } from '../monitoring/alerts/alert-record.ts'
import { READING_SCHEMA } from '../simulation/readings/reading-schema.ts'
import { publishedRecord } from './schemas.ts'

export const readingSchema = publishedRecord('Reading', READING_SCHEMA)
export const opportunitySchema = publishedRecord('Opportunity', OPPORTUNITY_SCHEMA)
export const tradeSchema = publishedRecord('Trade', TRADE_SCHEMA)
export const marketSlotSchema = publishedRecord('MarketSlot', MARKET_SLOT_SCHEMA)
export const billSchema = publishedRecord('Bill', BILL_SCHEMA)
export const alertSchema = publishedRecord('Alert', ALERT_SCHEMA)
export const certificateSchema = publishedRecord('CertificateEvent', CERTIFICATE_SCHEMA)
