/** @module An answer that is not what was asked for, or none at all. */

/** Problem details (RFC 9457) as the interface sends them. */
interface Problem {
  readonly title?: string
  readonly detail?: string
}

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  /** HTTP status; 0 when nothing answered. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }

  /** Whether it may well work when tried again. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export async function failureOf(response: Response): Promise<ApiFailure> {
  const problem = await problemIn(response)
  return new ApiFailure(response.status, problem.detail ?? problem.title ?? response.statusText)
}

async function problemIn(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}

export function asFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  return new ApiFailure(0, error instanceof Error ? error.message : String(error))
}
