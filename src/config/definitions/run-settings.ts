/** @module The settings of one run: which campus, when, how fast, and how its randomness is seeded. */

import { setting } from '../setting-definition.ts'
import { duration, filePath, instant, interval, optional, positive, toggle, wholeNumber } from '../value-kinds.ts'

/** Largest seed: the last whole number before which every one is exact in JSON. */
const MAX_SEED = Number.MAX_SAFE_INTEGER

export const RUN_SETTINGS = {
  campusFile: setting('CAMPUS_CONFIG', filePath(), {
    field: 'campusFile',
    flag: 'config',
    defaultText: 'config/utcc_campus_config.json',
    description:
      'The campus file; when the default is not in the working directory, the one shipped with the program is used.',
  }),
  meters: setting('NUM_METERS', optional(wholeNumber(1, 10_000_000)), {
    field: 'meters',
    flag: 'meters',
    defaultText: '',
    whenUnset: "the campus file's meters",
    description: "Size of a generated fleet that replaces the campus file's meters.",
  }),
  intervalSeconds: setting('SIMULATION_INTERVAL', interval(), {
    field: 'intervalSeconds',
    flag: 'interval',
    defaultText: '15',
    inCampusFile: true,
    description: 'Simulated time between two readings of a meter [s].',
  }),
  startMs: setting('SIMULATION_START', optional(instant()), {
    field: 'startMs',
    flag: 'start',
    defaultText: '',
    whenUnset: 'now, rounded down to the interval',
    description: 'Start of the simulated time; a live run waits for a start in the future.',
  }),
  endMs: setting('SIMULATION_END', optional(instant()), {
    field: 'endMs',
    flag: 'end',
    defaultText: '',
    whenUnset: 'a live run, unless a duration is given',
    description: 'End of the simulated time; makes it a batch run, as fast as possible.',
  }),
  durationMs: setting('SIMULATION_DURATION', optional(duration()), {
    field: 'durationMs',
    flag: 'duration',
    defaultText: '',
    whenUnset: 'a live run, unless an end is given',
    description: 'Length of the simulated time, instead of its end; makes it a batch run.',
  }),
  speed: setting('SIMULATION_SPEED_MULTIPLIER', positive(1e6), {
    field: 'speed',
    flag: 'speed',
    defaultText: '1',
    description: 'Simulated seconds per second of a live run.',
  }),
  seed: setting('RANDOM_SEED', wholeNumber(0, MAX_SEED), {
    field: 'seed',
    flag: 'seed',
    defaultText: '42',
    inCampusFile: true,
    description: 'Seed of all randomness: equal settings and seed give equal readings, byte for byte.',
  }),
  workers: setting('WORKERS', wholeNumber(1, 64), {
    field: 'workers',
    flag: 'workers',
    defaultText: '1',
    description: 'Worker threads that share the fleet; the readings are the same for any number.',
  }),
  resume: setting('RESUME', toggle(), {
    field: 'resume',
    flag: 'resume',
    defaultText: 'false',
    description: 'Continues the run recorded in the output file after its last complete tick.',
  }),
  fresh: setting('FRESH', toggle(), {
    field: 'fresh',
    flag: 'fresh',
    defaultText: 'false',
    description: 'Starts anew and replaces the run recorded in the output file.',
  }),
  weatherFile: setting('WEATHER_FILE', optional(filePath()), {
    field: 'weatherFile',
    flag: 'weather',
    defaultText: '',
    whenUnset: 'simulated weather',
    description: 'A recorded weather year (EPW) that replaces the simulated weather.',
  }),
  loadFile: setting('LOAD_FILE', optional(filePath()), {
    field: 'loadFile',
    flag: 'load',
    defaultText: '',
    whenUnset: 'simulated loads',
    description: 'Measured loads (CSV: timestamp, meter_id, kW) that replace the model for the meters they name.',
  }),
  faultsFile: setting('FAULTS_FILE', optional(filePath()), {
    field: 'faultsFile',
    flag: 'faults',
    defaultText: '',
    whenUnset: 'meters measure what happens',
    description: 'Faults (JSON) put into what meters measure, labelled, so that their detection can be scored.',
  }),
  commandsFile: setting('COMMANDS_FILE', optional(filePath()), {
    field: 'commandsFile',
    flag: 'commands',
    defaultText: '',
    whenUnset: 'nobody tells the meters anything',
    description: 'Commands (JSON Lines) to arrays, batteries, loads and prices, such as another run recorded.',
  }),
}
