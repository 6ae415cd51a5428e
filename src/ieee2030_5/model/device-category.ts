/**
 * @module Kinds of device, as bits.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, DeviceCategoryType
 */

import { bitMap } from './hex-binary.ts'

/** Bit numbers; those of the 2013 edition differ. */
export const DEVICE_CATEGORY = {
  thermostat: 0,
  stripHeater: 1,
  baseboardHeater: 2,
  waterHeater: 3,
  poolPump: 4,
  sauna: 5,
  hotTub: 6,
  smartAppliance: 7,
  irrigationPump: 8,
  managedLoad: 9,
  simpleLoad: 10,
  exteriorLighting: 11,
  interiorLighting: 12,
  loadControlSwitch: 13,
  energyManagementSystem: 14,
  smartEnergyModule: 15,
  electricVehicle: 16,
  chargingStation: 17,
  mixedDer: 18,
  reciprocatingEngine: 19,
  fuelCell: 20,
  photovoltaic: 21,
  combinedHeatAndPower: 22,
  photovoltaicAndStorage: 23,
  otherGeneration: 24,
  otherStorage: 25,
} as const

export const deviceCategory = bitMap('DeviceCategoryType', 4)
