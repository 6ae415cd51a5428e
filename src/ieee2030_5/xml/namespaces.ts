/** @module The namespaces that documents come in, and the one they are written in. */

/** IEEE Std 2030.5-2018. */
export const NAMESPACE = 'urn:ieee:std:2030.5:ns'

/** What is read too: the 2013 edition, and the draft between the two that a widespread client implements. */
export const READ_NAMESPACES: ReadonlySet<string> = new Set([
  NAMESPACE,
  'http://zigbee.org/sep',
  'http://ieee.org/2030.5',
])

/** Of `xsi:type`. */
export const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'
