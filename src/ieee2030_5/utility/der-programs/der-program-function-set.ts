/**
 * @module DER programs with their controls, curves and defaults, for the devices that they concern.
 *
 * @see IEEE Std 2030.5-2018, 10.10 (distributed energy resources)
 */

import { defaultDerControl, derControl, derControlList } from '../../model/der-control.ts'
import { derCurve, derCurveList } from '../../model/der-curve.ts'
import { type DerProgram, derProgram, derProgramList } from '../../model/der-program.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import type { Program } from '../programs/program.ts'
import { ofProgram, requestedProgram } from '../programs/program-audience.ts'
import { programListLink } from '../programs/program-links.ts'
import { type ProgramFields, programRoutes } from '../programs/program-routes.ts'
import { Refusal } from '../refusal.ts'
import { document } from '../reply.ts'
import { activeIn, currentIn } from '../scheduling/container-events.ts'
import { eventRoutes } from '../scheduling/event-routes.ts'
import { controlOperations } from './control-operations.ts'
import { curveOperations } from './curve-operations.ts'
import { defaultControlOperations } from './default-control-operations.ts'
import { CURVES, curvesOf, DEFAULT_CONTROLS } from './der-program-records.ts'

const audience = ofProgram('der')

export const derProgramFunctionSet: FunctionSet = {
  routes: [
    ...programRoutes({
      kind: 'der',
      describe,
      one: (program) => document(derProgram, program),
      page: (fields, programs) => document(derProgramList, { ...fields, DERProgram: programs }),
    }),
    ...eventRoutes({
      kind: 'der_control',
      audience,
      container: '/derp/{program}',
      active: 'actderc',
      describe: ({ own }, fields) => ({ ...fields, ...own }),
      one: (control) => document(derControl, control),
      page: (fields, controls) => document(derControlList, { ...fields, DERControl: controls }),
    }),
    defaultRoute(),
    ...curveRoutes(),
  ],
  collections: [CURVES, DEFAULT_CONTROLS],
  operations: [...controlOperations, ...defaultControlOperations, ...curveOperations],
  capabilityLinks: (exchange) => ({ ...programListLink(exchange, 'der', 'DERProgramListLink') }),
  assignmentLinks: (exchange, device) => ({ ...programListLink(exchange, 'der', 'DERProgramListLink', device) }),
}

function describe({ href }: Program, fields: ProgramFields, { state, now }: Exchange): DerProgram {
  const all = {
    active: activeIn(state, href, 'der_control', now).length,
    current: currentIn(state, href, 'der_control', now).length,
    curves: state.at(CURVES).group(href).size,
  }
  const hasDefault = state.at(DEFAULT_CONTROLS).get(href) !== undefined
  return {
    ...fields,
    subscribable: SUBSCRIBABLE.unconditional,
    ActiveDERControlListLink: { href: `${href}/actderc`, all: all.active },
    ...(hasDefault ? { DefaultDERControlLink: { href: `${href}/dderc` } } : {}),
    DERControlListLink: { href: `${href}/derc`, all: all.current },
    DERCurveListLink: { href: `${href}/dc`, all: all.curves },
  }
}

function defaultRoute(): Route {
  return {
    path: '/derp/{program}/dderc',
    audience,
    get: (exchange) => {
      const { state, path } = exchange
      const control = state.at(DEFAULT_CONTROLS).get(requestedProgram('der', exchange).href)
      if (control === undefined) throw new Refusal(404, `${path} is not set`)
      return document(defaultDerControl, { ...control, href: path, subscribable: SUBSCRIBABLE.unconditional })
    },
  }
}

function curveRoutes(): Route[] {
  return [
    {
      path: '/derp/{program}/dc',
      audience,
      get: (exchange) => {
        const curves = curvesOf(exchange.state, requestedProgram('der', exchange).href)
        const page = pageOf(curves, exchange.query)
        const entries = page.entries.map(({ curve, href }) => ({ ...curve, href }))
        return document(derCurveList, { ...listFields(exchange, page), DERCurve: entries })
      },
    },
    {
      path: '/derp/{program}/dc/{curve}',
      audience,
      get: ({ state, path }) => {
        const record = state.at(CURVES).get(path)
        if (record === undefined) throw new Refusal(404, `${path} does not exist`)
        return document(derCurve, { ...record.curve, href: record.href })
      },
    },
  ]
}
