/** @module Who may do what: the one place in which access is decided. */

import { deviceByNumber } from './device.ts'
import type { Audience, Exchange, Standing } from './function-set.ts'

/** What is done to a resource; HEAD is reading too. */
export type Deed = 'read' | 'write'

export type Verdict = 'allowed' | 'forbidden' | 'hidden'

/** By standing, for reading and writing. */
const VERDICTS: Readonly<Record<Standing, Readonly<Record<Deed, Verdict>>>> = {
  own: { read: 'allowed', write: 'allowed' },
  readable: { read: 'allowed', write: 'forbidden' },
  foreign: { read: 'hidden', write: 'forbidden' },
  hidden: { read: 'hidden', write: 'hidden' },
}

/**
 * Decides about a request.
 *
 * To whom is not registered, or not let in, nothing is there but what is for anyone; functions are never asked about them.
 *
 * @param offered - whether the resource has a method of this kind at all
 */
export function verdict(audience: Audience, exchange: Exchange, deed: Deed, offered: boolean): Verdict {
  const standing = standingOf(audience, exchange)
  // Nobody may, so it says nothing about the caller: better 405 than 403.
  if (standing === 'readable' && !offered) return 'allowed'
  return VERDICTS[standing][deed]
}

function standingOf(audience: Audience, exchange: Exchange): Standing {
  if (audience === 'anyone') return 'own'
  if (exchange.caller.device === null) return 'hidden'
  return audience === 'registered' ? 'own' : audience(exchange)
}

/** The audience of everything below `/edev/{device}`: the device itself. */
export function ofDevice({ state, caller, params }: Exchange): Standing {
  const device = deviceByNumber(state, params.device)
  if (device === undefined) return 'hidden'
  return device.lfdi === caller.lfdi ? 'own' : 'foreign'
}
