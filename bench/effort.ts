/** @module How much is measured. */

/** Some days of simulated time at an interval. */
export interface Stretch {
  readonly days: number
  readonly intervalSeconds: number
}

export interface Effort {
  readonly rounds: number
  /** Rounds of measurements that write to a file. */
  readonly writingRounds: number
  readonly fleetSizes: readonly (number | 'campus')[]
  readonly readingsPerRound: number
  readonly linesPerRound: number
  /** Stretches of the campus's time that the program runs. */
  readonly programStretches: readonly Stretch[]
  /** Runs of the program with its market, and as many without. */
  readonly programRounds: number
  readonly bookSizes: readonly number[]
  readonly restingOrders: number
  /** Days of readings at 15 seconds that go into a database. */
  readonly sqlDays: number
  /** Rows of one round into the embedded store, and in all for its size. */
  readonly storeRows: { readonly perRound: number; readonly inAll: number }
  /** Records in a transaction of Kafka. */
  readonly transactionSizes: readonly number[]
  /** Records of a round in all, in as many transactions as that takes. */
  readonly recordsPerRound: number
  /** Ticks of a live run that count. */
  readonly liveTicks: number
  /** Devices of IEEE 2030.5 that are connected at a time. */
  readonly connectedDevices: readonly number[]
  /** Requests of one round to a server. */
  readonly requestsPerRound: number
  /** The recorded run that the HTTP interface is asked about. */
  readonly history: Stretch
  /** Clients that follow the event stream of a live run. */
  readonly streamClients: readonly number[]
}

/** Some minutes. */
export const FULL_EFFORT: Effort = {
  rounds: 15,
  writingRounds: 20,
  fleetSizes: ['campus', 25, 1000, 10_000, 100_000, 1_000_000],
  readingsPerRound: 4_000_000,
  linesPerRound: 200_000,
  programStretches: [
    { days: 365, intervalSeconds: 900 },
    { days: 14, intervalSeconds: 15 },
  ],
  programRounds: 3,
  bookSizes: [1000, 100_000, 2_000_000],
  restingOrders: 1_000_000,
  sqlDays: 2,
  storeRows: { perRound: 100_000, inAll: 1_000_000 },
  transactionSizes: [25, 500, 2_000, 5_000, 10_000],
  recordsPerRound: 20_000,
  liveTicks: 250,
  connectedDevices: [25, 1000, 5000],
  requestsPerRound: 5_000,
  history: { days: 365, intervalSeconds: 900 },
  streamClients: [0, 100, 1000],
}

/** A first look in less than half a minute. */
export const QUICK_EFFORT: Effort = {
  rounds: 4,
  writingRounds: 5,
  fleetSizes: ['campus', 1000, 100_000],
  readingsPerRound: 500_000,
  linesPerRound: 50_000,
  programStretches: [
    { days: 30, intervalSeconds: 900 },
    { days: 2, intervalSeconds: 15 },
  ],
  programRounds: 2,
  bookSizes: [1000, 100_000],
  restingOrders: 100_000,
  sqlDays: 1,
  storeRows: { perRound: 20_000, inAll: 100_000 },
  transactionSizes: [500, 5_000],
  recordsPerRound: 10_000,
  liveTicks: 60,
  connectedDevices: [25, 200],
  requestsPerRound: 1_000,
  history: { days: 14, intervalSeconds: 900 },
  streamClients: [0, 200],
}
