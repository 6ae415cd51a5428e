/** @module Every resource that can be a document of its own and be sent in a notification. */

import { configuration, priceResponseCfg, priceResponseCfgList } from './configuration.ts'
import {
  demandResponseProgram,
  demandResponseProgramList,
  endDeviceControl,
  endDeviceControlList,
  loadShedAvailability,
  loadShedAvailabilityList,
} from './demand-response.ts'
import { der, derAvailability, derList } from './der.ts'
import { derCapability } from './der-capability.ts'
import { defaultDerControl, derControl, derControlList } from './der-control.ts'
import { derCurve, derCurveList } from './der-curve.ts'
import { derProgram, derProgramList } from './der-program.ts'
import { derSettings } from './der-settings.ts'
import { derStatus } from './der-status.ts'
import { deviceCapability, functionSetAssignments, functionSetAssignmentsList } from './device-capability.ts'
import { deviceInformation, supportedLocale, supportedLocaleList } from './device-information.ts'
import { deviceStatus, powerStatus } from './device-status.ts'
import { endDevice, endDeviceList, registration, selfDevice } from './end-device.ts'
import {
  flowReservationRequest,
  flowReservationRequestList,
  flowReservationResponse,
  flowReservationResponseList,
} from './flow-reservation.ts'
import { logEvent, logEventList } from './log-event.ts'
import { messagingProgram, messagingProgramList, textMessage, textMessageList } from './messaging.ts'
import {
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorReadingSet,
  mirrorUsagePoint,
  mirrorUsagePointList,
} from './mirror-usage-point.ts'
import {
  consumptionTariffInterval,
  consumptionTariffIntervalList,
  rateComponent,
  rateComponentList,
  tariffProfile,
  tariffProfileList,
  timeTariffInterval,
  timeTariffIntervalList,
} from './pricing.ts'
import { reading, readingList, readingSet, readingSetList } from './reading.ts'
import { readingType } from './reading-type.ts'
import { responseList, responseSet, responseSetList, responseTypes } from './response.ts'
import { timeResource } from './time.ts'
import { meterReading, meterReadingList, usagePoint, usagePointList } from './usage-point.ts'

/** In the order of the function sets. */
export const resourceTypes = [
  deviceCapability,
  timeResource,
  selfDevice,
  endDevice,
  endDeviceList,
  registration,
  deviceInformation,
  supportedLocale,
  supportedLocaleList,
  deviceStatus,
  powerStatus,
  functionSetAssignments,
  functionSetAssignmentsList,
  configuration,
  priceResponseCfg,
  priceResponseCfgList,
  logEvent,
  logEventList,
  der,
  derList,
  derCapability,
  derSettings,
  derStatus,
  derAvailability,
  derProgram,
  derProgramList,
  derControl,
  derControlList,
  defaultDerControl,
  derCurve,
  derCurveList,
  mirrorUsagePoint,
  mirrorUsagePointList,
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorReadingSet,
  usagePoint,
  usagePointList,
  meterReading,
  meterReadingList,
  readingType,
  readingSet,
  readingSetList,
  reading,
  readingList,
  demandResponseProgram,
  demandResponseProgramList,
  endDeviceControl,
  endDeviceControlList,
  loadShedAvailability,
  loadShedAvailabilityList,
  tariffProfile,
  tariffProfileList,
  rateComponent,
  rateComponentList,
  timeTariffInterval,
  timeTariffIntervalList,
  consumptionTariffInterval,
  consumptionTariffIntervalList,
  messagingProgram,
  messagingProgramList,
  textMessage,
  textMessageList,
  ...responseTypes,
  responseList,
  responseSet,
  responseSetList,
  flowReservationRequest,
  flowReservationRequestList,
  flowReservationResponse,
  flowReservationResponseList,
] as const
