/** @module What an agent has to do and when: tasks by name, each with the simulated time at which it is due. */

export interface AgentTask {
  readonly name: string
  /** [ms since 1970 UTC, simulated] */
  readonly dueMs: number
  readonly run: () => Promise<void>
}

export class TaskList {
  readonly #tasks = new Map<string, AgentTask>()

  /** Sets when a task is due, in place of what was set for it before. */
  schedule(name: string, dueMs: number, run: () => Promise<void>): void {
    this.#tasks.set(name, { name, dueMs, run })
  }

  /** Sets a task unless it is due earlier already. */
  hasten(name: string, dueMs: number, run: () => Promise<void>): void {
    const known = this.#tasks.get(name)
    if (known === undefined || known.dueMs > dueMs) this.schedule(name, dueMs, run)
  }

  has(name: string): boolean {
    return this.#tasks.has(name)
  }

  /** Takes a task out; it has to be scheduled anew if it is to be done again. */
  remove(name: string): void {
    this.#tasks.delete(name)
  }

  clear(): void {
    this.#tasks.clear()
  }

  /** Takes all tasks out but for one that needs no server. */
  clearBut(local: string): void {
    for (const name of this.#tasks.keys()) {
      if (name !== local) this.#tasks.delete(name)
    }
  }

  /** Nothing is due before that time, but for one task that needs no server. */
  postpone(untilMs: number, local: string): void {
    for (const task of this.#tasks.values()) {
      if (task.dueMs < untilMs && task.name !== local) this.#tasks.set(task.name, { ...task, dueMs: untilMs })
    }
  }

  /** The task that is due first, of those due at the same time the one set first; null when there is none. */
  first(): AgentTask | null {
    let first: AgentTask | null = null
    for (const task of this.#tasks.values()) {
      if (first === null || task.dueMs < first.dueMs) first = task
    }
    return first
  }
}
