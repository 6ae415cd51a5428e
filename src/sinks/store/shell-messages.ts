/** @module What a shell asks the process that has the store open, and what that answers: one line of JSON each. */

import { z } from 'zod'

const refusalSchema = z.object({
  message: z.string(),
  code: z.string(),
  detail: z.string().nullable(),
  hint: z.string().nullable(),
  position: z.number().nullable(),
})

export const shellRequestSchema = z.object({ sql: z.string() })

export const shellAnswerSchema = z.union([
  z.object({ error: refusalSchema }),
  z.object({
    columns: z.array(z.object({ name: z.string(), type: z.number() })),
    rows: z.array(z.array(z.string().nullable())),
  }),
])

export type ShellRequest = z.infer<typeof shellRequestSchema>
export type ShellAnswer = z.infer<typeof shellAnswerSchema>
