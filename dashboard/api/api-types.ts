/** @module What the HTTP interface answers: generated from its OpenAPI document. */

export type Alive = {
  readonly status: 'alive' | 'ready' | 'not ready'
}

/** What one calendar month came to for one meter: the sum of its settlements. */
export type Bill = {
  /** Calendar month in the time zone of the campus. */
  readonly month: string
  /** Begin of the first market slot billed, ISO 8601 in UTC. */
  readonly from: string
  /** End of the last market slot billed. */
  readonly until: string
  /** True when that is the whole month; false where the run began or ended within it. */
  readonly complete: boolean
  /** The meter; with the month it identifies the bill. */
  readonly meter_id: string
  /** Energy taken from other meters and the grid. Unit: kWh. */
  readonly energy_imported: number
  /** Energy given to other meters and the grid. Unit: kWh. */
  readonly energy_exported: number
  /** Energy bought from other meters. Unit: kWh. */
  readonly energy_bought: number
  /** Energy sold to other meters. Unit: kWh. */
  readonly energy_sold: number
  /** Paid for energy_bought, without the network fee. Unit: currency. */
  readonly paid: number
  /** Received for energy_sold. Unit: currency. */
  readonly received: number
  /** Paid to the network for carrying energy_bought. Unit: currency. */
  readonly network_fee: number
  /** Paid to the grid for what was imported and not bought. Unit: currency. */
  readonly grid_paid: number
  /** Received from the grid for what was exported and not sold. Unit: currency. */
  readonly grid_received: number
  /** received − paid − network_fee + grid_received − grid_paid: positive when the meter earned. Unit: currency. */
  readonly balance: number
  /** What the balance would have been with the same energies and no trade. Unit: currency. */
  readonly grid_only_balance: number
  /** balance − grid_only_balance: what trading was worth to the meter. Unit: currency. */
  readonly saving: number
}

/** A campus and what it does now. */
export type Campus = {
  readonly name: string
  /** IANA name. */
  readonly time_zone: string
  /** Of all prices and amounts; ISO 4217. */
  readonly currency: string
  /** The rule that clears the market; `none` without one. */
  readonly market: string
  readonly meters: number
  readonly pv_capacity_kw: number
  readonly battery_capacity_kwh: number
  /** Null before the first tick. */
  readonly now: CampusNow | null
}

/** What all meters together do in the last interval: powers are means over it. */
export type CampusNow = {
  /** An instant in UTC. */
  readonly time: string
  readonly weather: 'Sunny' | 'Partly_Cloudy' | 'Cloudy' | 'Overcast' | 'Rainy'
  readonly generation_kw: number
  readonly load_kw: number
  /** Charging positive, discharging negative. Unit: kW. */
  readonly battery_kw: number
  /** Sum over the meters that import. Unit: kW. */
  readonly import_kw: number
  /** Sum over the meters that export. Unit: kW. */
  readonly export_kw: number
  /** Mean over all batteries by capacity; null without one. Unit: %. */
  readonly state_of_charge: number | null
  /** Share of the load covered behind its own meter; null without load. */
  readonly self_sufficiency: number | null
  readonly estimated_readings: number
  readonly suspect_readings: number
}

/** What happened to one renewable energy certificate: one entry of a hash chain. */
export type CertificateEvent = {
  /** When it happened, ISO 8601 in UTC. */
  readonly timestamp: string
  /** What happened; a split makes one event for each of its two parts. */
  readonly event:
    | 'issued'
    | 'split'
    | 'transferred'
    | 'reserved'
    | 'locked'
    | 'released'
    | 'retired'
    | 'claimed'
    | 'withdrawn'
    | 'expired'
  /** The certificate: its meter, the begin of its interval and its serial numbers. */
  readonly certificate_id: string
  /** The certificate it was split from; null for one as issued. */
  readonly parent_id: string | null
  /** The meter that measured the generation. */
  readonly meter_id: string
  /** The account that holds the certificate after the event. */
  readonly owner: string
  /** The account that acted: the owner, the beneficiary or the issuer. */
  readonly actor: string
  /** On whose behalf it was retired; null before. */
  readonly beneficiary: string | null
  /** Begin of the time of generation, ISO 8601 in UTC. */
  readonly interval_start: string
  /** End of the time of generation, ISO 8601 in UTC. */
  readonly interval_end: string
  /** First serial number; every watt-hour certified at a meter has the meter's next one. */
  readonly serial_start: number
  /** Last serial number. */
  readonly serial_end: number
  /** Face value: serial_end − serial_start + 1. Unit: Wh. */
  readonly energy_wh: number
  /** Emissions of the grid per energy, the mean over the time of generation. Unit: kg CO2e/kWh. */
  readonly emission_factor: number
  /** Emissions avoided: energy_wh × emission_factor ÷ 1000. Unit: kg CO2e. */
  readonly carbon_offset_kg: number
  /** Begin of the consumption the certificate was claimed for; null otherwise. */
  readonly consumption_start: string | null
  /** End of the consumption the certificate was claimed for; null otherwise. */
  readonly consumption_end: string | null
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous_hash: string
  /** SHA-256 of previous_hash and the other fields as JSON without blanks, in this order. */
  readonly hash: string
}

/** Something an operator did to the run, or tried to. */
export type ControlAction = {
  /** When it was asked for, by the clock on the wall. */
  readonly timestamp: string
  /** The simulated time then; null before the run had begun. */
  readonly simulated_time: string | null
  readonly action: 'pause' | 'resume' | 'step' | 'speed' | 'fault' | 'demand_response' | 'utility_operation'
  /** Who asked for it; the token they showed is not among it. */
  readonly origin: {
    /** `cli` for a command of this program, `api` for any other client of the HTTP interface. */
    readonly source: 'api' | 'cli'
    /** The address the request came from. */
    readonly address: string
  }
  /** What was asked for, in the words of the HTTP interface. */
  readonly request: Readonly<Record<string, unknown>>
  readonly outcome: 'done' | 'refused'
  /** Why it was refused; null where it was done. */
  readonly reason: string | null
}

export type GridPrices = {
  /** What the grid charges. Unit: currency/kWh. */
  readonly purchase: number
  /** What the grid pays. Unit: currency/kWh. */
  readonly feed_in: number
}

/** How each part of the simulator does. Degraded is not dead. */
export type Health = {
  readonly status: 'ok' | 'degraded' | 'failed'
  /** Whether an operator has paused the simulation: it is not dead. */
  readonly paused: boolean
  readonly components: readonly {
    /** `simulation`, or a destination. */
    readonly component: string
    readonly status: 'ok' | 'degraded' | 'failed'
    readonly since: string | null
    readonly last_error: string | null
    /** What to do about it. */
    readonly fix: string | null
  }[]
}

/** What a meter measured last; powers are means over the interval. */
export type LiveState = {
  /** An instant in UTC. */
  readonly time: string
  /** AC power of the array. Unit: kW. */
  readonly generation_kw: number
  /** Power the load drew. Unit: kW. */
  readonly load_kw: number
  /** Charging positive, discharging negative. Unit: kW. */
  readonly battery_kw: number
  /** Import positive, export negative. Unit: kW. */
  readonly grid_kw: number
  /** Null without a battery. Unit: %. */
  readonly state_of_charge: number | null
  /** Phase to neutral. Unit: V. */
  readonly voltage: number
  readonly quality: 'good' | 'estimated' | 'suspect'
}

/** The market as it stands. */
export type Market = {
  readonly currency: string
  readonly mechanism: string
  /** In the present slot; null until a slot has closed in this process. */
  readonly grid_prices: GridPrices | null
  /** Null until a slot has closed. */
  readonly last_slot: MarketSlot | null
}

/** What one market slot came to over all meters: orders, trades, money and indicators. */
export type MarketSlot = {
  /** End of the market slot, ISO 8601 in UTC. */
  readonly timestamp: string
  /** Begin of the market slot, or of the part of it that the run covers. */
  readonly slot_start: string
  /** The rule that cleared it. */
  readonly mechanism:
    | 'call-auction'
    | 'k-double-auction'
    | 'pay-as-bid'
    | 'continuous'
    | 'mid-market-rate'
    | 'supply-demand-ratio'
    | 'bill-sharing'
    | 'mcafee'
    | 'huang'
    | 'muda'
    | 'vcg'
    | 'grid-only'
  /** What the grid pays in the slot. Unit: currency/kWh. */
  readonly grid_feed_in_rate: number
  /** What the grid charges in the slot. Unit: currency/kWh. */
  readonly grid_purchase_rate: number
  /** Energy the arrays generated. Unit: kWh. */
  readonly energy_generated: number
  /** Energy the loads consumed. Unit: kWh. */
  readonly energy_consumed: number
  /** Energy all meters took. Unit: kWh. */
  readonly energy_imported: number
  /** Energy all meters gave. Unit: kWh. */
  readonly energy_exported: number
  /** Orders to buy. */
  readonly bids: number
  /** Orders to sell. */
  readonly offers: number
  /** Energy the bids ask for. Unit: kWh. */
  readonly energy_bid: number
  /** Energy the offers hold. Unit: kWh. */
  readonly energy_offered: number
  /** Opportunities published. */
  readonly opportunities: number
  /** Trades. */
  readonly trades: number
  /** Energy that changed hands. Unit: kWh. */
  readonly energy_traded: number
  /** Σ buyer_amount of the trades ÷ energy_traded: the mean before fees; null without trades. Unit: currency/kWh. */
  readonly price: number | null
  /** What buyers paid the network. Unit: currency. */
  readonly network_fees: number
  /** What buyers paid less what sellers received; negative is a deficit. Unit: currency. */
  readonly operator_balance: number
  /** Σ (bid − ask) · energy over the trades, at the limits; trades that ignore them can make it negative. Unit: currency. */
  readonly welfare: number
  /** The same of the best allocation of the same orders, in one pool without fees; what efficiency is measured by. Unit: currency. */
  readonly maximal_welfare: number
  /** welfare ÷ maximal_welfare; null where there was nothing to gain. */
  readonly efficiency: number | null
  /** 1 − efficiency: the share of maximal_welfare given up; null where that is 0. */
  readonly price_of_fairness: number | null
  /** energy_traded ÷ energy_imported; null without imports. */
  readonly local_share_of_imports: number | null
  /** energy_traded ÷ energy_exported; null without exports. */
  readonly local_share_of_exports: number | null
  /** energy_traded ÷ the lesser of energy_imported and energy_exported; null where that is 0. */
  readonly local_share_of_tradable: number | null
  /** Σ over intervals of min(generated, consumed + charged) of the campus as one meter ÷ energy_generated; null without generation. */
  readonly campus_self_consumption: number | null
  /** Σ over intervals of min(consumed, generated + discharged) of the campus as one meter ÷ energy_consumed; null without consumption. */
  readonly campus_self_sufficiency: number | null
  /** What all meters paid, fees and grid included; negative when together they earned. Unit: currency. */
  readonly bill: number
  /** What the bill would have been with the same energies and no trade. Unit: currency. */
  readonly grid_only_bill: number
  /** grid_only_bill − bill. Unit: currency. */
  readonly saving: number
  /** Meters whose saving in the slot is below −0.001 of the currency. */
  readonly worse_off: number
  /** Gini coefficient of all meters' savings in the slot, losses counted as 0; null where nobody saved. */
  readonly gini_of_savings: number | null
  /** Jain's index of the same: 1 all the same, 1 ÷ meters when one has all; null where nobody saved. */
  readonly jain_of_savings: number | null
  /** Mean over the orders of the share that was filled; null without orders. */
  readonly quality_of_service_mean: number | null
  /** The least of these shares; null without orders. */
  readonly quality_of_service_min: number | null
  /** Jain's index of these shares; null where none was filled. */
  readonly quality_of_service_jain: number | null
}

/** A meter of the campus, with what it measured last. */
export type Meter = {
  readonly meter_id: string
  readonly meter_type: 'Solar_Prosumer' | 'Grid_Consumer' | 'Hybrid_Prosumer' | 'Battery_Storage'
  readonly user_type: 'Prosumer' | 'Consumer' | 'Storage_Provider'
  readonly location: string
  readonly building: string | null
  readonly zone: string | null
  readonly pv_capacity_kw: number
  readonly battery_capacity_kwh: number
  /** Null before the first reading. */
  readonly live: LiveState | null
}

/** Energy that two meters could trade in one market slot, published before it clears. */
export type Opportunity = {
  /** End of the market slot, ISO 8601 in UTC. */
  readonly timestamp: string
  /** Begin of the market slot, or of the part of it that the run covers. */
  readonly slot_start: string
  /** Place among the opportunities of the slot by score. */
  readonly rank: number
  /** The meter that could sell. */
  readonly seller_id: string
  /** The meter that could buy. */
  readonly buyer_id: string
  /** Energy they could trade; no other opportunity of the slot counts it again. Unit: kWh. */
  readonly energy: number
  /** Halfway between the seller's limit and the buyer's limit less the network fee; the fee comes on top. Unit: currency/kWh. */
  readonly suggested_price: number
  /** How far the two limits are apart, less the network fee. Unit: currency/kWh. */
  readonly spread: number
  /** 1 within a building, 0.75 within a zone, 0.5 across zones. */
  readonly distance_factor: number
  /** (5 · spread share + 4 · energy share + 3 · distance_factor + 2 · strategy compatibility + reliability) ÷ 15. */
  readonly score: number
}

/** When ticks come. */
export type Pace = {
  readonly paused: boolean
  /** Simulated seconds per second, or what they will be once the run goes on. */
  readonly speed: number
}

/** Problem details as of RFC 9457. */
export type Problem = {
  /** The status says what kind of problem it is. */
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  /** What is wrong, for people. */
  readonly detail: string
  /** Each rejected part of the request. */
  readonly errors?: readonly {
    /** The part of the request it stands in. */
    readonly in: 'path' | 'query' | 'header' | 'body'
    /** The parameter, or the place in the body: `control.max_limit`. */
    readonly field: string
    /** What was given; left out where nothing was, or where it is a secret. */
    readonly value?: string
    /** What is accepted. */
    readonly expected: string
  }[]
}

/** What one smart meter measured over one interval. */
export type Reading = {
  /** End of the reading's interval, ISO 8601 in UTC. */
  readonly timestamp: string
  /** The meter; with the timestamp it identifies the reading. */
  readonly meter_id: string
  /** What stands behind the meter: PV, load only, PV with battery, or a battery. */
  readonly meter_type: 'Solar_Prosumer' | 'Grid_Consumer' | 'Hybrid_Prosumer' | 'Battery_Storage'
  /** Where the meter is, for people. */
  readonly location: string
  /** Role of the participant who owns the meter. */
  readonly user_type: 'Prosumer' | 'Consumer' | 'Storage_Provider'
  /** AC energy the PV inverter delivered in the interval. Unit: kWh. */
  readonly energy_generated: number
  /** Energy the load drew in the interval. Unit: kWh. */
  readonly energy_consumed: number
  /** What was left to sell after load and battery: the energy exported. Unit: kWh. */
  readonly energy_available_for_sale: number
  /** State of charge at the end of the interval; null without a battery. Unit: %. */
  readonly battery_level: number | null
  /** max(0, energy_generated − energy_consumed), before the battery took its share. Unit: kWh. */
  readonly surplus_energy: number
  /** How the participant trades. */
  readonly trading_preference: 'Conservative' | 'Moderate' | 'Aggressive'
  /** Price the participant asks when selling. Unit: currency/kWh. */
  readonly max_sell_price: number
  /** Highest price the participant pays when buying. Unit: currency/kWh. */
  readonly max_buy_price: number
  /** True when the meter has PV and generated in the interval, so that a certificate can be issued. */
  readonly rec_eligible: boolean
  /** Emissions avoided: energy_generated × the mean emission factor of the interval. Unit: kg CO2e. */
  readonly carbon_offset: number
  /** Weather of the site in the interval. */
  readonly weather_condition: 'Sunny' | 'Partly_Cloudy' | 'Cloudy' | 'Overcast' | 'Rainy'
  /** Length of the interval; it ends at the timestamp. Unit: s. */
  readonly interval_seconds: number
  /** max(0, energy_consumed − energy_generated), before the battery gave its share. Unit: kWh. */
  readonly deficit_energy: number
  /** What load and battery could not cover themselves: the energy imported. Unit: kWh. */
  readonly energy_needed_from_grid: number
  /** Energy taken from the grid in the interval; zero whenever energy is exported. Unit: kWh. */
  readonly energy_imported: number
  /** Energy given to the grid in the interval; zero whenever energy is imported. Unit: kWh. */
  readonly energy_exported: number
  /** AC energy that went into the battery in the interval. Unit: kWh. */
  readonly battery_charged: number
  /** AC energy that came out of the battery in the interval. Unit: kWh. */
  readonly battery_discharged: number
  /** Cumulative energy imported since the run's start; never decreases. Unit: Wh. */
  readonly import_register: number
  /** Cumulative energy exported since the run's start; never decreases. Unit: Wh. */
  readonly export_register: number
  /** Cumulative energy generated since the run's start; never decreases. Unit: Wh. */
  readonly generation_register: number
  /** Phase-to-neutral voltage at the meter. Unit: V. */
  readonly voltage: number
  /** Current per phase. Unit: A. */
  readonly current: number
  /** Active over apparent power at the meter: active power = voltage × current × power_factor × phases. */
  readonly power_factor: number
  /** Frequency of the grid. Unit: Hz. */
  readonly frequency: number
  /** Ambient air temperature of the site. Unit: °C. */
  readonly temperature: number
  /** Irradiance in the plane of the meter's PV array; null without PV. Unit: W/m². */
  readonly irradiance: number | null
  /** Temperature of the PV cells; null without PV. Unit: °C. */
  readonly panel_temperature: number | null
  /** Whether array and battery are connected to the grid: Disconnected where a command took them off it. */
  readonly grid_connection_status: 'Connected' | 'Disconnected' | 'Maintenance'
  /** What the utility pays for exported energy. Unit: currency/kWh. */
  readonly grid_feed_in_rate: number
  /** What the utility charges for imported energy. Unit: currency/kWh. */
  readonly grid_purchase_rate: number
  /** How far the reading can be trusted. */
  readonly quality: 'good' | 'estimated' | 'suspect'
  /** Why the reading is not good; none when it is. */
  readonly quality_reasons: readonly (
    | 'missing'
    | 'energy_imbalance'
    | 'out_of_range'
    | 'rate_of_change'
    | 'stuck'
    | 'register_mismatch'
    | 'register_regression'
    | 'clock_error'
    | 'duplicate'
    | 'out_of_order'
    | 'generation_anomaly'
    | 'consumption_anomaly'
  )[]
}

/** What a meter measured over some time: sums of energies, means of the rest. */
export type ReadingSummary = {
  /** End of the time summed up. */
  readonly timestamp: string
  /** Readings in it. */
  readonly readings: number
  /** Those of them that are estimated or suspect. */
  readonly not_good: number
  /** AC energy the PV inverter delivered in the interval. */
  readonly energy_generated: number
  /** Energy the load drew in the interval. */
  readonly energy_consumed: number
  /** Energy taken from the grid in the interval; zero whenever energy is exported. */
  readonly energy_imported: number
  /** Energy given to the grid in the interval; zero whenever energy is imported. */
  readonly energy_exported: number
  /** AC energy that went into the battery in the interval. */
  readonly battery_charged: number
  /** AC energy that came out of the battery in the interval. */
  readonly battery_discharged: number
  /** Emissions avoided: energy_generated × the mean emission factor of the interval. */
  readonly carbon_offset: number
  /** Cumulative energy imported since the run's start; never decreases. */
  readonly import_register: number
  /** Cumulative energy exported since the run's start; never decreases. */
  readonly export_register: number
  /** Cumulative energy generated since the run's start; never decreases. */
  readonly generation_register: number
  /** Mean. State of charge at the end of the interval; null without a battery. */
  readonly battery_level: number | null
  /** Mean. Phase-to-neutral voltage at the meter. */
  readonly voltage: number | null
  /** Mean. Ambient air temperature of the site. */
  readonly temperature: number | null
  /** Mean. Irradiance in the plane of the meter's PV array; null without PV. */
  readonly irradiance: number | null
  /** Mean. Price the participant asks when selling. */
  readonly max_sell_price: number | null
  /** Mean. Highest price the participant pays when buying. */
  readonly max_buy_price: number | null
  readonly voltage_min: number
  readonly voltage_max: number
}

/** A run that is recorded where this one is. */
export type Run = {
  readonly run_id: string
  readonly campus: string
  readonly market: string
  readonly currency: string
  /** An instant in UTC. */
  readonly start: string
  readonly interval_seconds: number
  readonly seed: number
  readonly meters: number
  readonly program_version: string
  /** Whether it is the one that goes on now. */
  readonly is_current: boolean
}

/** A setting that is in force. */
export type Setting = {
  readonly name: string
  /** As it was given, passwords replaced. */
  readonly value: string
  /** Where it came from. */
  readonly source: string
}

/** How the delivery to one destination stands. */
export type Sink = {
  readonly name: string
  readonly state: 'connecting' | 'delivering' | 'caught up' | 'retrying' | 'suspended' | 'failed' | 'done'
  /** An instant in UTC. */
  readonly since: string
  /** Records the destination has of this run. */
  readonly records: number
  /** What it lacks of the journal. Unit: bytes. */
  readonly behind_bytes: number
  /** Timestamp of the latest reading it has. */
  readonly latest_reading: string | null
  readonly last_error: string | null
}

/** How the simulation stands. */
export type Status = {
  readonly run_id: string
  readonly campus: string
  readonly program_version: string
  /** `starting` before the first tick; `catching up` while a resumed run is behind the clock. */
  readonly state: 'starting' | 'replaying' | 'catching up' | 'live' | 'batch'
  /** Intervals since the start of the run. */
  readonly tick: number
  /** End of the last interval; null before the first. */
  readonly time: string | null
  readonly interval_seconds: number
  /** Simulated seconds per second, or what they will be once a paused run goes on. */
  readonly speed: number
  /** Whether an operator has paused it. */
  readonly paused: boolean
  /** Ticks that came later than they were due. */
  readonly late_ticks: number
  /** When this process began. */
  readonly started: string
  readonly meters: number
  readonly sinks: readonly Sink[]
}

/** What is going to be told to meters. */
export type Taken = {
  /** How many meters are told; it takes effect with the next tick, or at its time. */
  readonly commands: number
}

/** Energy that one meter bought from another in one market slot. */
export type Trade = {
  /** End of the market slot, ISO 8601 in UTC. */
  readonly timestamp: string
  /** Begin of the market slot, or of the part of it that the run covers. */
  readonly slot_start: string
  /** The slot's end and the number of the trade in it, from 1: unique in a run. */
  readonly trade_id: string
  /** The meter that bought. */
  readonly buyer_id: string
  /** The meter that sold. */
  readonly seller_id: string
  /** Energy that changed hands. Unit: kWh. */
  readonly energy: number
  /** buyer_amount ÷ energy, rounded: the price before the network fee. Unit: currency/kWh. */
  readonly price: number
  /** What the buyer paid for the energy. Unit: currency. */
  readonly buyer_amount: number
  /** What the seller received; some mechanisms pay less or more than the buyer. Unit: currency. */
  readonly seller_amount: number
  /** What the buyer paid the network on top. Unit: currency. */
  readonly network_fee: number
  /** Emissions avoided by the part the seller generated itself in the slot, times the mean emission factor of the slot; energy out of a battery avoids none. Unit: kg CO2e. */
  readonly carbon_offset: number
  /** How far the pool it cleared in reaches. */
  readonly level: 'building' | 'zone' | 'campus'
  /** The rule that cleared it. */
  readonly mechanism:
    | 'call-auction'
    | 'k-double-auction'
    | 'pay-as-bid'
    | 'continuous'
    | 'mid-market-rate'
    | 'supply-demand-ratio'
    | 'bill-sharing'
    | 'mcafee'
    | 'huang'
    | 'muda'
    | 'vcg'
    | 'grid-only'
}

/** Something operators do with the utility server. */
export type UtilityOperation = {
  readonly name: string
  readonly summary: string
  /** Whether it changes nothing, so that it can be had with GET. */
  readonly reads: boolean
  /** JSON Schema of its input. */
  readonly input: Readonly<Record<string, unknown>>
}

/** What the operation came to. */
export type UtilityOutput = {
  readonly output: unknown
}

/** How the utility server stands. */
export type UtilityStatus = {
  /** Null where the run has no utility server. */
  readonly server: {
    readonly port: number
    /** Open now. */
    readonly connections: number
    /** Since the start. */
    readonly handshakes: number
    /** Those of them that resumed a session. */
    readonly resumed: number
    /** Since the start, by status of their answer. */
    readonly requests: Readonly<Record<string, number>>
    /** What it holds, by kind. */
    readonly holds: Readonly<Record<string, number>>
    /** LFDI of those that have a connection open. */
    readonly connected_devices: readonly string[]
    /** The newest last. */
    readonly last_errors: readonly string[]
  } | null
  /** The meters as clients; null where they are none. */
  readonly clients: {
    /** Meters by how they stand with their server. */
    readonly states: Readonly<Record<string, number>>
    /** Answered since the start. */
    readonly requests: number
    /** 95 of 100 answers came within this time. Unit: ms. */
    readonly p95_ms: number | null
    /** Windows and intervals that no mirror took in time. */
    readonly dropped: number
    /** Time of the latest reading they have taken. */
    readonly latest_reading: string | null
    readonly faults: readonly {
      readonly fault: string
      readonly count: number
      readonly last_message: string
      readonly last_meter_id: string
    }[]
  } | null
}

/** Weather and sun at the campus in the last interval. */
export type Weather = {
  /** An instant in UTC. */
  readonly time: string
  readonly weather: 'Sunny' | 'Partly_Cloudy' | 'Cloudy' | 'Overcast' | 'Rainy'
  /** Of the air. Unit: °C. */
  readonly temperature: number
  /** Global horizontal irradiance. Unit: W/m². */
  readonly irradiance: number
  /** Above the horizon; negative at night. Unit: °. */
  readonly sun_elevation: number
}
