/** @module Where a campus in the background leaves its log and its name, below the checkout. */

export const LOG_FOLDER = 'logs'
export const LOG_FILE = 'logs/campus_simulator.log'
export const PID_FILE = 'logs/campus_simulator.pid'
/** Held by the keeper of a campus. */
export const LOCK_FILE = 'logs/campus_simulator.lock'
