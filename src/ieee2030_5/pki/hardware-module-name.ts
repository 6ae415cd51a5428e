/** @module The name of a piece of hardware inside a certificate: what kind it is, and its serial number. */

import { AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema'
import { GeneralName, OtherName, type SubjectAlternativeName } from '@peculiar/asn1-x509'
import { HARDWARE_MODULE_NAME } from './object-identifiers.ts'

/** Of a device that has one. */
export interface HardwareName {
  /** Object identifier of the kind of hardware. */
  readonly type: string
  /** Unique among that kind; ours is the meter's id in UTF-8. */
  readonly serial: string
}

/** HardwareModuleName ::= SEQUENCE { hwType OBJECT IDENTIFIER, hwSerialNum OCTET STRING }. @see RFC 4108, 5 */
class HardwareModuleName {
  hwType = ''
  hwSerialNum = new OctetString()
}
AsnType({ type: AsnTypeTypes.Sequence })(HardwareModuleName)
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(HardwareModuleName.prototype, 'hwType')
AsnProp({ type: OctetString })(HardwareModuleName.prototype, 'hwSerialNum')

/** As an entry of the subject's alternative names. */
export function hardwareGeneralName({ type, serial }: HardwareName): GeneralName {
  const name = new HardwareModuleName()
  name.hwType = type
  name.hwSerialNum = new OctetString(new TextEncoder().encode(serial))
  return new GeneralName({
    otherName: new OtherName({ typeId: HARDWARE_MODULE_NAME, value: AsnConvert.serialize(name) }),
  })
}

/**
 * Every hardware name among the alternative names.
 *
 * @throws Error when one cannot be decoded
 */
export function hardwareNames(names: SubjectAlternativeName): HardwareName[] {
  return names.flatMap(({ otherName }) => {
    if (otherName?.typeId !== HARDWARE_MODULE_NAME) return []
    const { hwType, hwSerialNum } = AsnConvert.parse(otherName.value, HardwareModuleName)
    return [{ type: hwType, serial: Buffer.from(hwSerialNum.buffer).toString('utf8') }]
  })
}
