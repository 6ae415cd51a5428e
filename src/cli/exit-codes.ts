/** @module The exit codes of every command. */

/** The run was started and could not go on, or a check failed. */
export const EXIT_FAILED = 1
/** Bad usage or configuration: nothing was started. */
export const EXIT_USAGE = 2
