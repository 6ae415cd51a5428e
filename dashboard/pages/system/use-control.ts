/** @module Has the simulator do something, and tells how that went. */

import { useState } from 'preact/hooks'
import { accessToken } from '../../api/access-token.ts'
import { asFailure } from '../../api/api-failure.ts'
import { apiAddress, tell } from '../../api/request.ts'
import { openToken } from '../../layout/token-dialog.tsx'
import { Store } from '../../state/store.ts'

/** Counts what was asked for, so that the list of actions is asked for again. */
export const actionsAsked = new Store(0)

export type ControlOutcome =
  | { readonly kind: 'none' | 'asking' | 'done' | 'token' }
  | { readonly kind: 'failed'; readonly message: string }

export interface Control {
  readonly outcome: ControlOutcome
  /** @param path - below `/api/v1/` */
  readonly ask: (path: string, body?: object) => void
}

/** Asks for the token first where none is held, and again where it is not accepted. */
export function useControl(): Control {
  const [outcome, setOutcome] = useState<ControlOutcome>({ kind: 'none' })
  const wantToken = (): void => {
    setOutcome({ kind: 'token' })
    openToken()
  }
  const ask = (path: string, body?: object): void => {
    if (accessToken.value === null) {
      wantToken()
      return
    }
    setOutcome({ kind: 'asking' })
    tell(apiAddress(path), body)
      .then(
        () => setOutcome({ kind: 'done' }),
        (error: unknown) => {
          const { status, message } = asFailure(error)
          if (status === 401) wantToken()
          else setOutcome({ kind: 'failed', message })
        },
      )
      .finally(() => actionsAsked.change((count) => count + 1))
  }
  return { outcome, ask }
}
