/** @module Reads what a server has programmed of one kind, and hands it to whoever follows it. */

import type { ListLink } from '../../model/resource.ts'
import type { ResourceClient } from '../connection/resource-client.ts'
import type { EventKind } from './agent-options.ts'
import type { EventFollower } from './event-follower.ts'
import { readDerPrograms, readLoadPrograms, readMessages, readReservations, readTariffs } from './program-reader.ts'
import type { ServerClock } from './server-clock.ts'

/**
 * @returns how often to look [s]; undefined where the server does not say
 * @throws ClientError
 */
export async function readEvents(
  kind: EventKind,
  client: ResourceClient,
  lists: readonly ListLink[],
  follower: EventFollower,
  clock: ServerClock,
): Promise<number | undefined> {
  switch (kind) {
    case 'der': {
      const { documents, pollRate } = await readDerPrograms(client, lists)
      follower.readDer(documents, clock.now)
      return pollRate
    }
    case 'load': {
      const { documents, pollRate } = await readLoadPrograms(client, lists)
      follower.readLoad(documents, clock.now)
      return pollRate
    }
    case 'price': {
      const { documents, pollRate } = await readTariffs(client, lists)
      follower.readPrices(documents, clock.now)
      return pollRate
    }
    case 'message': {
      const { documents, pollRate } = await readMessages(client, lists)
      follower.readMessages(documents, clock.now)
      return pollRate
    }
    case 'flow': {
      const { documents, pollRate } = await readReservations(client, lists)
      follower.readReservations(documents, clock.now)
      return pollRate
    }
  }
}
