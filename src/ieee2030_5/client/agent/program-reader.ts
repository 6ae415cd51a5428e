/** @module Everything a server has programmed for a device: DER, load control, prices and messages with their events. */

import type { DerProgramDocuments } from '../../events/der-events.ts'
import type { DerCurves } from '../../events/der-mode-check.ts'
import type { DemandResponseDocuments } from '../../events/load-events.ts'
import type { MessagingDocuments } from '../../events/message-events.ts'
import type { RateComponentDocuments, TariffDocuments, TariffIntervalDocuments } from '../../events/price-events.ts'
import {
  type DemandResponseProgram,
  demandResponseProgramList,
  endDeviceControlList,
} from '../../model/demand-response.ts'
import { type DerControlBase, defaultDerControl, derControlList } from '../../model/der-control.ts'
import { type DerCurve, derCurve, derCurveList } from '../../model/der-curve.ts'
import { type DerProgram, derProgramList } from '../../model/der-program.ts'
import {
  type DeviceCapability,
  type FunctionSetAssignments,
  functionSetAssignmentsList,
} from '../../model/device-capability.ts'
import { type FlowReservationResponse, flowReservationResponseList } from '../../model/flow-reservation.ts'
import { messagingProgramList, textMessageList } from '../../model/messaging.ts'
import {
  consumptionTariffIntervalList,
  type RateComponent,
  rateComponentList,
  type TimeTariffInterval,
  tariffProfileList,
  timeTariffIntervalList,
} from '../../model/pricing.ts'
import { type ReadingType, readingType } from '../../model/reading-type.ts'
import type { ListLink } from '../../model/resource.ts'
import { ClientError } from '../connection/client-error.ts'
import type { ResourceClient } from '../connection/resource-client.ts'

/** Lists of programs that concern a device, without the same list twice. */
export interface ProgramLists {
  readonly der: readonly ListLink[]
  readonly load: readonly ListLink[]
  readonly price: readonly ListLink[]
  readonly message: readonly ListLink[]
}

/** The device's own list of what it was granted. */
export interface OwnLists {
  readonly flow: readonly ListLink[]
}

/** Documents, and how often to look at them again [s]; undefined where the server does not say. */
export interface Polled<Documents> {
  readonly documents: Documents
  readonly pollRate: number | undefined
}

/** DER programs with the curves their controls lead to. */
export interface DerDocuments {
  readonly programs: readonly DerProgramDocuments[]
  readonly curves: DerCurves
}

/** The programs of a device's assignments, or those the server has for all where it assigns none. */
export async function readAssignments(
  client: ResourceClient,
  link: ListLink | undefined,
  capability: DeviceCapability,
): Promise<Polled<ProgramLists>> {
  const pages = link === undefined ? [] : await client.pages(functionSetAssignmentsList, link)
  const assignments = pages.flatMap((page) => page.FunctionSetAssignments)
  const sources: readonly Pick<FunctionSetAssignments, ProgramLink>[] =
    assignments.length > 0 ? assignments : [capability]
  const lists = (name: ProgramLink) => distinct(sources.flatMap((source) => source[name] ?? []))
  return {
    documents: {
      der: lists('DERProgramListLink'),
      load: lists('DemandResponseProgramListLink'),
      price: lists('TariffProfileListLink'),
      message: lists('MessagingProgramListLink'),
    },
    pollRate: pages[0]?.pollRate,
  }
}

type ProgramLink =
  | 'DERProgramListLink'
  | 'DemandResponseProgramListLink'
  | 'TariffProfileListLink'
  | 'MessagingProgramListLink'

function distinct(links: readonly ListLink[]): ListLink[] {
  return [...new Map(links.map((link) => [link.href, link])).values()]
}

export async function readDerPrograms(
  client: ResourceClient,
  lists: readonly ListLink[],
): Promise<Polled<DerDocuments>> {
  const { programs, pollRate } = await programsOf<DerProgram>(lists, async (link) =>
    (await client.pages(derProgramList, link)).map((page) => ({ entries: page.DERProgram, pollRate: page.pollRate })),
  )
  const curves = new Map<string, DerCurve>()
  const documents: DerProgramDocuments[] = []
  for (const program of programs) {
    const { DefaultDERControlLink: defaults, DERControlListLink: controls, DERCurveListLink: curveList } = program
    documents.push({
      program,
      defaultControl: (defaults && (await ifThere(client.get(defaultDerControl, defaults.href)))) ?? null,
      controls: (await pagesIfThere(client, derControlList, controls)).flatMap((page) => page.DERControl),
    })
    for (const curve of (await pagesIfThere(client, derCurveList, curveList)).flatMap((page) => page.DERCurve)) {
      if (curve.href !== undefined) curves.set(curve.href, curve)
    }
  }
  for (const href of documents.flatMap(curveLinks)) {
    const curve = curves.has(href) ? null : await ifThere(client.get(derCurve, href))
    if (curve !== null) curves.set(href, curve)
  }
  return { documents: { programs: documents, curves }, pollRate }
}

/** Addresses of the curves that controls of a program lead to. */
function curveLinks({ defaultControl, controls }: DerProgramDocuments): string[] {
  const bases: DerControlBase[] = controls.map((control) => control.DERControlBase)
  if (defaultControl !== null) bases.push(defaultControl.DERControlBase)
  return bases.flatMap((base) =>
    Object.values(base).flatMap((value) => (typeof value === 'object' && 'href' in value ? value.href : [])),
  )
}

export async function readLoadPrograms(
  client: ResourceClient,
  lists: readonly ListLink[],
): Promise<Polled<DemandResponseDocuments[]>> {
  const { programs, pollRate } = await programsOf<DemandResponseProgram>(lists, async (link) =>
    (await client.pages(demandResponseProgramList, link)).map((page) => ({
      entries: page.DemandResponseProgram,
      pollRate: page.pollRate,
    })),
  )
  const documents: DemandResponseDocuments[] = []
  for (const program of programs) {
    const pages = await pagesIfThere(client, endDeviceControlList, program.EndDeviceControlListLink)
    documents.push({ program, controls: pages.flatMap((page) => page.EndDeviceControl) })
  }
  return { documents, pollRate }
}

export async function readMessages(
  client: ResourceClient,
  lists: readonly ListLink[],
): Promise<Polled<MessagingDocuments[]>> {
  const { programs, pollRate } = await programsOf<MessagingDocuments['program']>(lists, async (link) =>
    (await client.pages(messagingProgramList, link)).map((page) => ({
      entries: page.MessagingProgram,
      pollRate: page.pollRate,
    })),
  )
  const documents: MessagingDocuments[] = []
  for (const program of programs) {
    const pages = await pagesIfThere(client, textMessageList, program.TextMessageListLink)
    documents.push({ program, messages: pages.flatMap((page) => page.TextMessage) })
  }
  return { documents, pollRate }
}

export async function readTariffs(
  client: ResourceClient,
  lists: readonly ListLink[],
): Promise<Polled<TariffDocuments[]>> {
  const { programs, pollRate } = await programsOf<TariffDocuments['tariff']>(lists, async (link) =>
    (await client.pages(tariffProfileList, link)).map((page) => ({
      entries: page.TariffProfile,
      pollRate: page.pollRate,
    })),
  )
  const documents: TariffDocuments[] = []
  for (const tariff of programs) {
    const pages = await pagesIfThere(client, rateComponentList, tariff.RateComponentListLink)
    const components: RateComponentDocuments[] = []
    for (const component of pages.flatMap((page) => page.RateComponent)) {
      components.push(await readComponent(client, component))
    }
    documents.push({ tariff, components })
  }
  return { documents, pollRate }
}

export async function readReservations(
  client: ResourceClient,
  lists: readonly ListLink[],
): Promise<Polled<FlowReservationResponse[]>> {
  const pages = await pagesIfThere(client, flowReservationResponseList, lists[0])
  return { documents: pages.flatMap((page) => page.FlowReservationResponse), pollRate: pages[0]?.pollRate }
}

async function readComponent(client: ResourceClient, component: RateComponent): Promise<RateComponentDocuments> {
  const type: ReadingType | null = await ifThere(client.get(readingType, component.ReadingTypeLink.href))
  const pages = await pagesIfThere(client, timeTariffIntervalList, component.TimeTariffIntervalListLink)
  const intervals: TariffIntervalDocuments[] = []
  for (const interval of pages.flatMap((page) => page.TimeTariffInterval)) {
    intervals.push({ interval, blocks: await readBlocks(client, interval) })
  }
  return { component, readingType: type, intervals }
}

async function readBlocks(
  client: ResourceClient,
  { ConsumptionTariffIntervalListLink: link }: TimeTariffInterval,
): Promise<TariffIntervalDocuments['blocks']> {
  return (await pagesIfThere(client, consumptionTariffIntervalList, link)).flatMap(
    (page) => page.ConsumptionTariffInterval,
  )
}

interface ProgramPage<Program> {
  readonly entries: readonly Program[]
  readonly pollRate?: number | undefined
}

/** Programs of several lists by their mRID, and the shortest of their poll rates. */
async function programsOf<Program extends { readonly mRID: string }>(
  lists: readonly ListLink[],
  read: (link: ListLink) => Promise<ProgramPage<Program>[]>,
): Promise<{ programs: Program[]; pollRate: number | undefined }> {
  const programs = new Map<string, Program>()
  const rates: number[] = []
  for (const link of lists) {
    for (const { entries, pollRate } of (await ifThere(read(link))) ?? []) {
      for (const program of entries) programs.set(program.mRID, program)
      if (pollRate !== undefined && pollRate > 0) rates.push(pollRate)
    }
  }
  return { programs: [...programs.values()], pollRate: rates.length === 0 ? undefined : Math.min(...rates) }
}

/** A list that may be missing has no pages then. */
async function pagesIfThere<Type extends Parameters<ResourceClient['pages']>[0]>(
  client: ResourceClient,
  type: Type,
  link: ListLink | undefined,
) {
  return link === undefined ? [] : ((await ifThere(client.pages(type, link))) ?? [])
}

/** What is linked and not there is as if it were not linked; every other fault is one. */
async function ifThere<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ClientError && (error.isGone || error.refusal?.status === 501)) return null
    throw error
  }
}
