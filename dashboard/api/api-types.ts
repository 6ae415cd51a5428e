/** @module What the HTTP interface answers: generated from its OpenAPI document. */

/** What is retired with the next tick. */
export type AcceptedRetirement = {
  /** The certificate that is going to be retired: the part that is split off. */
  readonly certificate_id: string
  readonly owner: string
  readonly beneficiary: string
  /** Unit: Wh. */
  readonly energy_wh: number
}

/** One thing that is wrong with one meter, destination or the campus: recorded when it is found, and when it is over. */
export type Alert = {
  /** When it was found that the alert begins or ends, in the time of the campus. */
  readonly timestamp: string
  /** Whether the alert is raised or over. */
  readonly event: 'start' | 'end'
  /** Of the alert: its rule, subject and start; both its records have the same. */
  readonly alert_id: string
  /** The rule that found it. */
  readonly rule:
    | 'no_data'
    | 'suspect_data'
    | 'voltage_low'
    | 'voltage_high'
    | 'generation_low'
    | 'battery_fault'
    | 'negative_spread'
    | 'price_out_of_bounds'
    | 'sink_failed'
    | 'sink_lagging'
    | 'disk_low'
    | 'late_ticks'
  /** How bad it is. */
  readonly severity: 'info' | 'warning' | 'critical'
  /** What it is about: a meter, a destination, or the campus as a whole. */
  readonly subject_type: 'meter' | 'sink' | 'campus'
  /** Which one: the id of the meter, the name of the destination, the name of the campus. */
  readonly subject: string
  /** Since when it is wrong; before the timestamp by what the rule waits to be sure. */
  readonly start: string
  /** Since when it is right again; null while the alert is open. */
  readonly end: string | null
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What was measured when the alert was raised, in its unit. */
  readonly value: number | null
  /** What it was measured against, in the same unit. */
  readonly limit: number | null
  /** Of value and limit; empty without them. */
  readonly unit: string
  /** What to do. */
  readonly action: string
  /** When the record was made, by the clock on the wall. */
  readonly recorded_at: string
}

export type Alerts = {
  readonly items: readonly Alert[]
  /** `after` of the next page; null on the last. */
  readonly next: string | null
  /** All that are open, whatever was asked for. */
  readonly open_alerts: number
  /** Readings up to here are judged, in the time of the campus. */
  readonly judged_until: string | null
}

export type Alive = {
  readonly status: 'alive' | 'stuck' | 'ready' | 'not ready'
}

/** A battery of the campus. */
export type Battery = {
  readonly meter_id: string
  readonly location: string
  readonly building: string | null
  /** Nameplate. Unit: kWh. */
  readonly capacity_kwh: number
  /** Most it charges or discharges with. Unit: kW. */
  readonly power_kw: number
  /** Lowest state of charge that is used. Unit: %. */
  readonly soc_min: number
  /** Highest state of charge that is used. Unit: %. */
  readonly soc_max: number
  /** What it goes by. */
  readonly dispatch: 'self-consumption' | 'time-of-use' | 'peak-shaving' | 'price-arbitrage'
  /** Null before the first reading. Unit: %. */
  readonly state_of_charge: number | null
  /** Energy in it; null before the first reading. Unit: kWh. */
  readonly stored_kwh: number | null
  /** Charging positive, discharging negative. Unit: kW. */
  readonly battery_kw: number | null
  /** `idle` below a thousandth of its power; null before the first reading. */
  readonly state: 'charging' | 'discharging' | 'idle' | null
  /** AC energy since midnight; null without a database. Unit: kWh. */
  readonly charged_today_kwh: number | null
  /** AC energy since midnight; null without a database. Unit: kWh. */
  readonly discharged_today_kwh: number | null
  /** Energy discharged since the start of the run, in full cycles of the energy that is used. */
  readonly full_cycles: number | null
  /** What is left of the capacity. Unit: %. */
  readonly health: number | null
}

/** All batteries of the campus together. */
export type BatteryFleet = {
  readonly batteries: number
  readonly capacity_kwh: number
  readonly power_kw: number
  readonly stored_kwh: number | null
  /** Mean by capacity; null without a reading. Unit: %. */
  readonly state_of_charge: number | null
  /** Charging positive, discharging negative. Unit: kW. */
  readonly battery_kw: number | null
  /** Of the batteries that charge. Unit: kW. */
  readonly charging_kw: number
  /** Of the batteries that discharge. Unit: kW. */
  readonly discharging_kw: number
  /** AC energy since midnight; null without a database. Unit: kWh. */
  readonly charged_today_kwh: number | null
  /** AC energy since midnight; null without a database. Unit: kWh. */
  readonly discharged_today_kwh: number | null
}

/** The batteries of the campus over some time. */
export type BatterySummary = {
  /** End of the time summed up. */
  readonly timestamp: string
  /** Mean by capacity. Unit: %. */
  readonly state_of_charge: number
  /** Mean power of what was charged. Unit: kW. */
  readonly charging_kw: number
  /** Mean power of what was discharged. Unit: kW. */
  readonly discharging_kw: number
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

/** A building with what its meters do together. */
export type Building = {
  /** Its name; that of the zone where zones are asked for. */
  readonly building: string
  readonly meters: number
  /** Its meter where it has only one. */
  readonly meter_id: string | null
  readonly pv_capacity_kw: number
  readonly battery_capacity_kwh: number
  /** Null before the first reading. */
  readonly live: {
    /** An instant in UTC. */
    readonly time: string
    /** Unit: kW. */
    readonly generation_kw: number
    /** Unit: kW. */
    readonly load_kw: number
    /** Charging positive, discharging negative. Unit: kW. */
    readonly battery_kw: number
    /** What all its meters import less what they export. Unit: kW. */
    readonly grid_kw: number
    /** Mean by capacity; null without a battery. Unit: %. */
    readonly state_of_charge: number | null
    /** Meters whose reading is estimated or suspect. */
    readonly not_good: number
  } | null
  /** The last market slot; null where there is none, or none of it. */
  readonly settled: {
    /** End of the slot. */
    readonly time: string
    /** Bought from meters and imported from the grid. Unit: kWh. */
    readonly energy_taken: number
    /** Sold to meters and exported to the grid. Unit: kWh. */
    readonly energy_given: number
    /** What a kWh taken cost, network fee included; null where none was. Unit: currency/kWh. */
    readonly buy_price: number | null
    /** What a kWh given earned; null where none was. Unit: currency/kWh. */
    readonly sell_price: number | null
  } | null
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
  /** Buildings the meters are in. */
  readonly buildings: number
  /** Zones of the network they are in. */
  readonly zones: number
  readonly pv_capacity_kw: number
  readonly battery_capacity_kwh: number
  /** Where the buildings stand; null where the campus file does not say. */
  readonly plan: CampusPlan | null
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

/** Outlines of the buildings, for a picture. */
export type CampusPlan = readonly {
  readonly building: string
  /** Its name, perhaps shorter. */
  readonly label: string
  /** Corners in order, each [east, north]. Unit: m. */
  readonly outline: readonly (readonly number[])[]
}[]

/** What the whole campus did over some time: energies, and mean powers. */
export type CampusSummary = {
  /** End of the time summed up. */
  readonly timestamp: string
  /** Of it, what was measured. Unit: s. */
  readonly seconds: number
  /** By all arrays. Unit: kWh. */
  readonly energy_generated: number
  /** By all loads. Unit: kWh. */
  readonly energy_consumed: number
  /** Sum over the meters that took some. Unit: kWh. */
  readonly energy_imported: number
  /** Sum over the meters that gave some. Unit: kWh. */
  readonly energy_exported: number
  /** Into all batteries less out of them. Unit: kWh. */
  readonly energy_stored: number
  /** Mean over what was measured. Unit: kW. */
  readonly generation_kw: number
  /** Mean. Unit: kW. */
  readonly load_kw: number
  /** Mean; charging positive. Unit: kW. */
  readonly battery_kw: number
  /** Mean; import positive. Unit: kW. */
  readonly grid_kw: number
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

/** The entries of a certificate in the hash chain of the ledger. */
export type CertificateProof = {
  readonly certificate_id: string
  /** The certificate it was split from. */
  readonly parent_id: string | null
  /** The certificates it was split into. */
  readonly parts: readonly string[]
  readonly algorithm: 'SHA-256'
  /** All that happened to it, the first first. */
  readonly entries: readonly ProofEntry[]
  /** The last entry of the ledger; keep its hash to see later that none is gone. */
  readonly head: FollowedEntry | null
  /** Whether every entry is sealed and linked. */
  readonly is_intact: boolean
}

/** What happened to certificates, added up by event. */
export type CertificateTotal = {
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
  /** Entries of the ledger. */
  readonly entries: number
  /** Their face value. Unit: kWh. */
  readonly energy: number
  /** Emissions avoided by that. Unit: kg CO2e. */
  readonly carbon_offset_kg: number
}

/** What was traded in the pools of one reach. */
export type ClearedLevel = {
  readonly level: 'building' | 'zone' | 'campus'
  /** Of a trade there. Unit: currency/kWh. */
  readonly network_fee: number
  readonly trades: number
  /** Unit: kWh. */
  readonly energy: number
  /** Mean before fees. Unit: currency/kWh. */
  readonly price: number
}

/** Something an operator did to the run, or tried to. */
export type ControlAction = {
  /** When it was asked for, by the clock on the wall. */
  readonly timestamp: string
  /** The simulated time then; null before the run had begun. */
  readonly simulated_time: string | null
  readonly action:
    | 'pause'
    | 'resume'
    | 'step'
    | 'speed'
    | 'fault'
    | 'demand_response'
    | 'retire_certificate'
    | 'utility_operation'
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

/** All orders of one side with one limit. */
export type CurveStep = {
  /** Limit of its orders. Unit: currency/kWh. */
  readonly price: number
  /** Energy of its orders. Unit: kWh. */
  readonly energy: number
  /** With that of the steps before. Unit: kWh. */
  readonly cumulated: number
  readonly orders: number
}

/** What the grid emits per energy, as this run takes it. */
export type EmissionFactor = {
  readonly setting: 'EMISSION_FACTOR' | 'EMISSION_FACTOR_FILE' | 'CARBON_OFFSET_RATE'
  /** Of the published factor; null for a number or a file of one’s own. */
  readonly name: string | null
  /** Null where it changes with time. Unit: kg CO2e/kWh. */
  readonly kg_per_kwh: number | null
  /** Who published it. */
  readonly source: string | null
}

/** An entry of the ledger, by its hash. */
export type FollowedEntry = {
  /** An instant in UTC. */
  readonly timestamp: string
  readonly event: string
  readonly certificate_id: string
  readonly hash: string
}

/** What is expected of the rest of the day. */
export type Forecast = {
  /** The campus's time it is made at. */
  readonly made: string
  readonly date: string
  /** How generation is forecast: see docs/models.md. */
  readonly method: 'smart persistence'
  /** Share of the clear-sky generation that is taken to go on arriving, 0 to 1. */
  readonly clear_sky_index: number
  /** What the index is taken from: `climate` before the sun has told anything, and without a database. */
  readonly basis: 'last hour' | 'climate'
  /** Expected until midnight. Unit: kWh. */
  readonly generation_rest_kwh: number
  /** Expected until midnight. Unit: kWh. */
  readonly consumption_rest_kwh: number
  /** All of the day. */
  readonly items: readonly ForecastStep[]
}

/** Mean powers that are expected of a quarter of an hour. */
export type ForecastStep = {
  /** End of the quarter of an hour. */
  readonly timestamp: string
  /** What all arrays would give without clouds. Unit: kW. */
  readonly clear_sky_kw: number
  /** Forecast; null for what is past. Unit: kW. */
  readonly generation_kw: number | null
  /** Forecast; null for what is past. Unit: kW. */
  readonly consumption_kw: number | null
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
    /** `simulation`, a destination, `ticks` (are they in time?), `quality` and `generation` of the readings, `disk` of the journal, `utility_server`, `utility_clients`, and what alerts are about (`meters`, `batteries`, `voltage`, `prices`): as far as there are. */
    readonly component: string
    readonly status: 'ok' | 'degraded' | 'failed'
    /** When it began to do as it does. */
    readonly since: string | null
    /** What went wrong last, also when it is over. */
    readonly last_error: string | null
    /** When that began. */
    readonly last_error_at: string | null
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

/** The orders of a market slot and the curves they make. */
export type MarketBook = {
  readonly slot: MarketSlot
  /** End of the slot before; null where there is none. */
  readonly previous: string | null
  /** End of the slot after; null where there is none yet. */
  readonly next: string | null
  /** Whether these are all orders of the slot; others have not been delivered to the database yet. */
  readonly is_complete: boolean
  /** Whether it was cleared within buildings first, then zones, then the campus. The curves then show all orders as if in one pool without fees, which is what efficiency is measured by, and `levels` what was traded. */
  readonly own_zone_first: boolean
  /** Taken off the limits of the bids in `demand`: what carrying the energy costs. Unit: currency/kWh. */
  readonly network_fee: number
  /** From the highest limit down. */
  readonly demand: readonly CurveStep[]
  /** From the lowest limit up. */
  readonly supply: readonly CurveStep[]
  /** Where the curves cross; null where no bid reaches an offer. */
  readonly crossing: {
    /** The most that both sides agree to trade. Unit: kWh. */
    readonly energy: number
    /** Lowest price at which they do. Unit: currency/kWh. */
    readonly price_from: number
    /** Highest price at which they do. Unit: currency/kWh. */
    readonly price_to: number
  } | null
  readonly levels: readonly ClearedLevel[]
  /** In merit order, the highest limit first; the first `orders` of them. */
  readonly bids: readonly MarketOrder[]
  /** In merit order, the lowest limit first; the first `orders` of them. */
  readonly offers: readonly MarketOrder[]
}

/** Indicators of the market over some time: ratios of sums. */
export type MarketIndicators = {
  /** End of the last slot in it. */
  readonly timestamp: string
  /** Begin of the first slot in it. */
  readonly slot_start: string
  /** Slots that ended in it. */
  readonly slots: number
  /** Trades. */
  readonly trades: number
  /** Energy that changed hands. Unit: kWh. */
  readonly energy_traded: number
  /** Energy the arrays generated. Unit: kWh. */
  readonly energy_generated: number
  /** Energy the loads consumed. Unit: kWh. */
  readonly energy_consumed: number
  /** Energy all meters took. Unit: kWh. */
  readonly energy_imported: number
  /** Energy all meters gave. Unit: kWh. */
  readonly energy_exported: number
  /** What buyers paid the network. Unit: currency. */
  readonly network_fees: number
  /** What buyers paid less what sellers received. Unit: currency. */
  readonly operator_balance: number
  /** Σ (bid − ask) · energy over the trades, at the limits. Unit: currency. */
  readonly welfare: number
  /** The same of the best allocation of the same orders. Unit: currency. */
  readonly maximal_welfare: number
  /** What all meters paid, fees and grid included. Unit: currency. */
  readonly bill: number
  /** What they would have paid without trade. Unit: currency. */
  readonly grid_only_bill: number
  /** grid_only_bill − bill. Unit: currency. */
  readonly saving: number
  /** Share of the consumption that the campus covered itself; null without consumption. */
  readonly self_sufficiency: number | null
  /** Share of the generation that the campus used itself; null without generation. */
  readonly self_consumption: number | null
  /** energy_traded ÷ energy_imported; null without imports. */
  readonly local_share_of_imports: number | null
  /** energy_traded ÷ energy_exported; null without exports. */
  readonly local_share_of_exports: number | null
  /** energy_traded ÷ Σ over slots of the lesser of imports and exports; null where that is 0. */
  readonly local_share_of_tradable: number | null
  /** welfare ÷ maximal_welfare; null where there was nothing to gain. */
  readonly efficiency: number | null
  /** saving ÷ |grid_only_bill|; null where that is 0. */
  readonly saving_share: number | null
  /** Meters whose saving in all of it is below −0.001 of the currency. */
  readonly worse_off: number
  /** Gini coefficient of what the meters saved in all of it, losses counted as 0; null where nobody saved. */
  readonly gini_of_savings: number | null
  /** Jain's index of the same. */
  readonly jain_of_savings: number | null
}

export type MarketOrder = {
  readonly meter_id: string
  /** Energy of the order. Unit: kWh. */
  readonly energy: number
  /** The most a bid pays, the least an offer takes. Unit: currency/kWh. */
  readonly limit: number
  /** What of it was traded. Unit: kWh. */
  readonly filled: number
}

/** Prices of the market beside those of the grid, over some time. */
export type MarketPrices = {
  /** End of the last slot in it. */
  readonly timestamp: string
  /** Begin of the first slot in it. */
  readonly slot_start: string
  /** Slots that ended in it. */
  readonly slots: number
  /** Trades. */
  readonly trades: number
  /** Energy that changed hands. Unit: kWh. */
  readonly energy_traded: number
  /** What the grid charges, mean. Unit: currency/kWh. */
  readonly grid_purchase_rate: number
  /** What the grid pays, mean. Unit: currency/kWh. */
  readonly grid_feed_in_rate: number
  /** Mean by energy, before fees; null without trades. Unit: currency/kWh. */
  readonly price: number | null
  /** The lowest of a slot. Unit: currency/kWh. */
  readonly price_min: number | null
  /** The highest of a slot. Unit: currency/kWh. */
  readonly price_max: number | null
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

/** A meter with its registers and its identity. */
export type MeterDetail = {
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
  /** Null before the first reading. */
  readonly registers: Registers | null
  /** Null where the meter has no certificate. */
  readonly identity: MeterIdentity | null
}

/** Who a meter is for IEEE 2030.5. */
export type MeterIdentity = {
  /** Long-form device identifier: 40 hex digits (IEEE 2030.5-2018, 6.3.4). */
  readonly lfdi: string
  /** Short-form device identifier (6.3.3). */
  readonly sfdi: number
  /** When its certificate ends; null for never, as the standard has it. */
  readonly expires: string | null
  /** Whether it has a connection to the utility server open now; null where the run has none. */
  readonly connected: boolean | null
}

/** How far the readings of some time can be trusted. */
export type MeterQuality = {
  /** An instant in UTC. */
  readonly from: string
  /** An instant in UTC. */
  readonly to: string
  readonly good: number
  readonly estimated: number
  readonly suspect: number
  /** What is wrong with readings, the most frequent first. */
  readonly reasons: readonly {
    readonly reason:
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
    readonly readings: number
  }[]
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

export type ProofEntry = {
  readonly event: CertificateEvent
  /** `hash` is SHA-256 of `previous_hash` followed by this text, in UTF-8. */
  readonly sealed_text: string
  /** Whether it is: the entry is as it was when it was sealed. */
  readonly is_sealed: boolean
  /** The entry whose hash is `previous_hash`; null for the first of the ledger, and where it is missing. */
  readonly follows: FollowedEntry | null
  /** Whether the entry it follows is there, or it is the first of the ledger. */
  readonly is_linked: boolean
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

/** What a meter has counted; registers only grow. */
export type Registers = {
  /** Energy taken since the start of the run. Unit: Wh. */
  readonly import_register: number
  /** Energy given. Unit: Wh. */
  readonly export_register: number
  /** Energy the array generated. Unit: Wh. */
  readonly generation_register: number
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

/** What the score of an opportunity is made of, before the weights. */
export type ScoreParts = {
  /** The spread as a share of the grid's; weight 5/15. */
  readonly spread: number
  /** The energy as a share of the larger of both orders; weight 4/15. */
  readonly energy: number
  /** 1 within a building, 0.75 within a zone, 0.5 across zones; weight 3/15. */
  readonly distance: number
  /** How often asks and bids of the two trading preferences meet; weight 2/15. */
  readonly strategy: number
  /** How far past orders were filled, of the less reliable meter; weight 1/15. */
  readonly reliability: number
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

/** The sun of a day. */
export type SunDay = {
  readonly date: string
  /** IANA name. */
  readonly time_zone: string
  /** Midnight that the day begins with. */
  readonly from: string
  /** Midnight that it ends with. */
  readonly to: string
  /** On the campus's clock; null where the sun does not rise. */
  readonly sunrise: string | null
  /** On the campus's clock. */
  readonly solar_noon: string
  /** On the campus's clock; null where the sun does not set. */
  readonly sunset: string | null
  readonly items: readonly SunMoment[]
}

/** The sun at an instant, and what it gives without clouds. */
export type SunMoment = {
  /** An instant in UTC. */
  readonly timestamp: string
  /** Above the horizon, as it is seen; negative at night. Unit: °. */
  readonly elevation: number
  /** From north clockwise. Unit: °. */
  readonly azimuth: number
  /** Clear-sky global horizontal irradiance. Unit: W/m². */
  readonly ghi: number
  /** Clear-sky direct normal irradiance. Unit: W/m². */
  readonly dni: number
  /** Clear-sky diffuse horizontal irradiance. Unit: W/m². */
  readonly dhi: number
  /** Clear-sky mean in the planes of the arrays; null without one. Unit: W/m². */
  readonly poa: number | null
  /** What all arrays would give under the clear sky. Unit: kW. */
  readonly generation_kw: number
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
  /** Unit: m/s. */
  readonly wind_speed: number
  /** Unit: %. */
  readonly relative_humidity: number
  /** Global horizontal irradiance. Unit: W/m². */
  readonly irradiance: number
  /** Above the horizon; negative at night. Unit: °. */
  readonly sun_elevation: number
}

/** The weather over some time. */
export type WeatherSummary = {
  /** End of the time summed up. */
  readonly timestamp: string
  /** What it was for most of the time. */
  readonly weather: 'Sunny' | 'Partly_Cloudy' | 'Cloudy' | 'Overcast' | 'Rainy'
  /** Mean, of the air. Unit: °C. */
  readonly temperature: number
  /** Mean irradiance in the planes of the arrays; null without one. Unit: W/m². */
  readonly poa: number | null
  /** Mean of the cells; null without an array. Unit: °C. */
  readonly panel_temperature: number | null
  /** Share of the clear-sky irradiance that arrived; null at night and while the sun stands low. */
  readonly clear_sky_index: number | null
  /** Global horizontal irradiance, worked out from `poa`; null without an array. Unit: W/m². */
  readonly ghi: number | null
  /** Mean of the campus; null where it is not known yet. Unit: kW. */
  readonly generation_kw: number | null
}
