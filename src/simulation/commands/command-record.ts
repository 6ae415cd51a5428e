/** @module Commands as records, and records as commands. */

import { utcText } from '../../time/utc-text.ts'
import type { Command, ControlCurve, DerControl, GivenCommand, InjectedFault, LoadControl } from './command.ts'
import type { WrittenCommand, WrittenCommandRecord } from './command-schema.ts'

/** A command and the tick from which on it holds: the first it shapes. */
export interface TimedCommand {
  readonly tick: number
  readonly given: GivenCommand
}

type FaultCommand = Extract<Command, { kind: 'fault' }>
type WrittenFaultCommand = Extract<WrittenCommand, { kind: 'fault' }>
type WrittenDerControl = Extract<WrittenCommand, { kind: 'der_control' }>['control']
type WrittenLoadControl = Extract<WrittenCommand, { kind: 'load_control' }>['control']

/**
 * The record of a command, its fields in their documented order.
 *
 * @param beginMs - begin of the tick's interval [ms since 1970 UTC]
 */
export function commandRecord({ tick, given }: TimedCommand, beginMs: number): WrittenCommandRecord {
  const { source, reference } = given.origin
  return {
    timestamp: utcText(beginMs),
    tick,
    origin: { source, reference },
    command: writtenCommand(given.command),
  }
}

/** A command as it is written. */
export function writtenCommand(command: Command): WrittenCommand {
  switch (command.kind) {
    case 'der_control':
      return { kind: 'der_control', meter_id: command.meterId, control: writtenDerControl(command.control) }
    case 'load_control':
      return {
        kind: 'load_control',
        meter_id: command.meterId,
        control: writtenLoadControl(command.control),
        duration_seconds: command.durationSeconds ?? null,
      }
    case 'grid_prices':
      return { kind: 'grid_prices', purchase_rate: command.purchaseRate, feed_in_rate: command.feedInRate }
    case 'fault':
      return writtenFault(command)
    case 'retire_certificate':
      return {
        kind: 'retire_certificate',
        certificate_id: command.certificateId,
        beneficiary: command.beneficiary,
        energy_wh: command.energyWh,
      }
  }
}

/** The command somebody has written. */
export function readCommand(written: WrittenCommand): Command {
  switch (written.kind) {
    case 'der_control':
      return { kind: 'der_control', meterId: written.meter_id, control: readDerControl(written.control) }
    case 'load_control':
      return {
        kind: 'load_control',
        meterId: written.meter_id,
        control: readLoadControl(written.control),
        ...(written.duration_seconds !== null && { durationSeconds: written.duration_seconds }),
      }
    case 'grid_prices':
      return { kind: 'grid_prices', purchaseRate: written.purchase_rate, feedInRate: written.feed_in_rate }
    case 'fault':
      return {
        kind: 'fault',
        meterId: written.meter_id,
        fault: readFault(written),
        isActive: written.is_active,
        durationSeconds: written.duration_seconds,
      }
    case 'retire_certificate':
      return {
        kind: 'retire_certificate',
        certificateId: written.certificate_id,
        beneficiary: written.beneficiary,
        energyWh: written.energy_wh,
      }
  }
}

function writtenFault({ meterId, fault, isActive, durationSeconds }: FaultCommand): WrittenFaultCommand {
  const [about, when] = [
    { kind: 'fault', meter_id: meterId },
    { is_active: isActive, duration_seconds: durationSeconds },
  ] as const
  if (fault.kind === 'spike')
    return { ...about, fault: fault.kind, channel: fault.channel, factor: fault.factor, ...when }
  return fault.kind === 'array_outage'
    ? { ...about, fault: fault.kind, lost_share: fault.lostShare, ...when }
    : { ...about, fault: fault.kind, ...when }
}

function readFault(written: WrittenFaultCommand): InjectedFault {
  if (written.fault === 'spike') return { kind: written.fault, channel: written.channel, factor: written.factor }
  return written.fault === 'array_outage'
    ? { kind: written.fault, lostShare: written.lost_share }
    : { kind: written.fault }
}

function writtenDerControl(control: DerControl | null): WrittenDerControl {
  if (control === null) return null
  const { fixedPowerFactor } = control
  return {
    is_connected: control.isConnected,
    is_energized: control.isEnergized,
    max_limit: control.maxLimit,
    fixed_power: control.fixedPower,
    target_power_kw: control.targetPowerKw,
    fixed_power_factor:
      fixedPowerFactor === null
        ? null
        : { power_factor: fixedPowerFactor.powerFactor, is_under_excited: fixedPowerFactor.isUnderExcited },
    volt_var: writtenCurve(control.voltVar),
    volt_watt: writtenCurve(control.voltWatt),
    ramp_seconds: control.rampSeconds,
  }
}

function readDerControl(written: WrittenDerControl): DerControl | null {
  if (written === null) return null
  const powerFactor = written.fixed_power_factor
  return {
    isConnected: written.is_connected,
    isEnergized: written.is_energized,
    maxLimit: written.max_limit,
    fixedPower: written.fixed_power,
    targetPowerKw: written.target_power_kw,
    fixedPowerFactor:
      powerFactor === null
        ? null
        : { powerFactor: powerFactor.power_factor, isUnderExcited: powerFactor.is_under_excited },
    voltVar: written.volt_var,
    voltWatt: written.volt_watt,
    rampSeconds: written.ramp_seconds,
  }
}

function writtenLoadControl(control: LoadControl | null): WrittenLoadControl {
  if (control === null) return null
  const { dutyCycle, coolingOffsetK, loadShare } = control
  return { duty_cycle: dutyCycle, cooling_offset_k: coolingOffsetK, load_share: loadShare }
}

function readLoadControl(written: WrittenLoadControl): LoadControl | null {
  if (written === null) return null
  return { dutyCycle: written.duty_cycle, coolingOffsetK: written.cooling_offset_k, loadShare: written.load_share }
}

function writtenCurve(curve: ControlCurve | null): [number, number][] | null {
  return curve === null ? null : curve.map(([x, y]): [number, number] => [x, y])
}
