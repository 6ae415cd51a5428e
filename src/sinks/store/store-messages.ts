/** @module What the thread of the store is asked and answers. */

import type { SqlRow } from '../sql-connection.ts'
import type { TextResult } from './store-engine.ts'
import type { StoreRefusal } from './store-failure.ts'
import type { StoreFiles } from './store-files.ts'

export interface StoreThreadInputs {
  readonly files: StoreFiles
}

export type StoreRequest =
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'texts'; readonly sql: string }
  | { readonly kind: 'execute'; readonly script: string }
  | { readonly kind: 'copy'; readonly table: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' }

export type StoreReply =
  | { readonly kind: 'opened' }
  /** It could not be opened, for a reason people should read. */
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'rows'; readonly rows: readonly SqlRow[] }
  | { readonly kind: 'texts'; readonly result: TextResult }
  | { readonly kind: 'executed'; readonly commands: readonly string[] }
  | { readonly kind: 'copied' }
  | { readonly kind: 'closed' }
  /** The statement was refused; the next is welcome. */
  | { readonly kind: 'refused'; readonly refusal: StoreRefusal }
