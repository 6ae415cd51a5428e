/** @module Questions and answers of DNS, as the library has them. */

import type { ResponsePacket } from 'multicast-dns'

export type DnsAnswer = NonNullable<ResponsePacket['answers']>[number]
export type DnsQuestion = NonNullable<ResponsePacket['questions']>[number]
