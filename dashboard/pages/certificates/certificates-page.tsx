/** @module Certificates: what they come to, the proof of one, and the entries of their ledger. */

import type { VNode } from 'preact'
import { usePlace } from '../../state/place.ts'
import { CertificateProofSection } from './certificate-proof.tsx'
import { CertificateTotals } from './certificate-totals.tsx'
import { Ledger } from './ledger.tsx'

export function CertificatesPage(): VNode {
  const chosen = usePlace().query.get('certificate')
  return (
    <>
      {chosen === null ? <CertificateTotals /> : <CertificateProofSection id={chosen} />}
      <Ledger />
    </>
  )
}
