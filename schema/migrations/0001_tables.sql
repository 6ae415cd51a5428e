-- Tables of everything a run records, of the runs themselves and of how far each of them has been delivered.
-- Columns are those of the published record schemas; "timestamp" is "time" here, and an instant is a timestamptz.

CREATE TABLE gridtokenx_migrations (
  version integer PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE runs (
  run_id text PRIMARY KEY,
  fingerprint text NOT NULL,
  program_version text NOT NULL,
  campus text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  market text NOT NULL,
  start timestamptz NOT NULL,
  interval_seconds double precision NOT NULL,
  seed bigint NOT NULL,
  meters integer NOT NULL,
  -- Who delivers the run, and how often that has changed hands: an older simulator no longer writes.
  writer text NOT NULL,
  writer_epoch bigint NOT NULL,
  opened timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE delivery_cursors (
  run_id text NOT NULL REFERENCES runs ON DELETE CASCADE,
  stream text NOT NULL,
  -- Place in the journal behind the last record that is here; moved in the transaction that writes the records.
  segment text NOT NULL,
  "offset" bigint NOT NULL,
  records bigint NOT NULL,
  updated timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, stream)
);

-- A participant has the name of its meter, as the accounts of trades and certificates do.
CREATE TABLE users (
  user_id text PRIMARY KEY,
  user_type text NOT NULL,
  location text NOT NULL
);

CREATE TABLE meters (
  run_id text NOT NULL REFERENCES runs ON DELETE CASCADE,
  meter_id text NOT NULL,
  owner_id text NOT NULL REFERENCES users,
  meter_type text NOT NULL,
  user_type text NOT NULL,
  location text NOT NULL,
  building text,
  zone text,
  pv_capacity_kw double precision NOT NULL,
  battery_capacity_kwh double precision NOT NULL,
  PRIMARY KEY (run_id, meter_id)
);

-- One row per meter and interval; "time" is the end of the interval.
CREATE TABLE energy_readings_enhanced (
  "time" timestamptz NOT NULL,
  meter_id text NOT NULL,
  run_id text NOT NULL,
  meter_type text NOT NULL,
  location text NOT NULL,
  user_type text NOT NULL,
  energy_generated double precision NOT NULL,
  energy_consumed double precision NOT NULL,
  energy_available_for_sale double precision NOT NULL,
  battery_level double precision,
  surplus_energy double precision NOT NULL,
  trading_preference text NOT NULL,
  max_sell_price double precision NOT NULL,
  max_buy_price double precision NOT NULL,
  rec_eligible boolean NOT NULL,
  carbon_offset double precision NOT NULL,
  weather_condition text NOT NULL,
  interval_seconds double precision NOT NULL,
  deficit_energy double precision NOT NULL,
  energy_needed_from_grid double precision NOT NULL,
  energy_imported double precision NOT NULL,
  energy_exported double precision NOT NULL,
  battery_charged double precision NOT NULL,
  battery_discharged double precision NOT NULL,
  import_register double precision NOT NULL,
  export_register double precision NOT NULL,
  generation_register double precision NOT NULL,
  voltage double precision NOT NULL,
  current double precision NOT NULL,
  power_factor double precision NOT NULL,
  frequency double precision NOT NULL,
  temperature double precision NOT NULL,
  irradiance double precision,
  panel_temperature double precision,
  grid_connection_status text NOT NULL,
  grid_feed_in_rate double precision NOT NULL,
  grid_purchase_rate double precision NOT NULL,
  quality text NOT NULL,
  quality_reasons text[] NOT NULL,
  PRIMARY KEY (meter_id, "time")
);

CREATE INDEX energy_readings_enhanced_time ON energy_readings_enhanced ("time");

CREATE TABLE trading_opportunities (
  "time" timestamptz NOT NULL,
  run_id text NOT NULL,
  slot_start timestamptz NOT NULL,
  rank bigint NOT NULL,
  seller_id text NOT NULL,
  buyer_id text NOT NULL,
  energy double precision NOT NULL,
  suggested_price double precision NOT NULL,
  spread double precision NOT NULL,
  distance_factor double precision NOT NULL,
  score double precision NOT NULL,
  PRIMARY KEY (run_id, "time", rank)
);

CREATE TABLE trades (
  "time" timestamptz NOT NULL,
  run_id text NOT NULL,
  slot_start timestamptz NOT NULL,
  trade_id text NOT NULL,
  buyer_id text NOT NULL,
  seller_id text NOT NULL,
  energy double precision NOT NULL,
  price double precision NOT NULL,
  buyer_amount double precision NOT NULL,
  seller_amount double precision NOT NULL,
  network_fee double precision NOT NULL,
  carbon_offset double precision NOT NULL,
  level text NOT NULL,
  mechanism text NOT NULL,
  PRIMARY KEY (run_id, trade_id)
);

CREATE INDEX trades_time ON trades ("time");

CREATE TABLE settlements (
  "time" timestamptz NOT NULL,
  meter_id text NOT NULL,
  run_id text NOT NULL,
  slot_start timestamptz NOT NULL,
  energy_bought double precision NOT NULL,
  energy_sold double precision NOT NULL,
  energy_from_grid double precision NOT NULL,
  energy_to_grid double precision NOT NULL,
  paid double precision NOT NULL,
  received double precision NOT NULL,
  network_fee double precision NOT NULL,
  grid_paid double precision NOT NULL,
  grid_received double precision NOT NULL,
  balance double precision NOT NULL,
  grid_only_balance double precision NOT NULL,
  saving double precision NOT NULL,
  PRIMARY KEY (meter_id, "time")
);

CREATE INDEX settlements_time ON settlements ("time");

CREATE TABLE market_slots (
  "time" timestamptz NOT NULL,
  run_id text NOT NULL,
  slot_start timestamptz NOT NULL,
  mechanism text NOT NULL,
  grid_feed_in_rate double precision NOT NULL,
  grid_purchase_rate double precision NOT NULL,
  energy_generated double precision NOT NULL,
  energy_consumed double precision NOT NULL,
  energy_imported double precision NOT NULL,
  energy_exported double precision NOT NULL,
  bids bigint NOT NULL,
  offers bigint NOT NULL,
  energy_bid double precision NOT NULL,
  energy_offered double precision NOT NULL,
  opportunities bigint NOT NULL,
  trades bigint NOT NULL,
  energy_traded double precision NOT NULL,
  price double precision,
  network_fees double precision NOT NULL,
  operator_balance double precision NOT NULL,
  welfare double precision NOT NULL,
  maximal_welfare double precision NOT NULL,
  efficiency double precision,
  price_of_fairness double precision,
  local_share_of_imports double precision,
  local_share_of_exports double precision,
  local_share_of_tradable double precision,
  campus_self_consumption double precision,
  campus_self_sufficiency double precision,
  bill double precision NOT NULL,
  grid_only_bill double precision NOT NULL,
  saving double precision NOT NULL,
  worse_off bigint NOT NULL,
  gini_of_savings double precision,
  jain_of_savings double precision,
  quality_of_service_mean double precision,
  quality_of_service_min double precision,
  quality_of_service_jain double precision,
  PRIMARY KEY (run_id, "time")
);

-- The events of all certificates, each with the hash of the one before it in the run.
CREATE TABLE renewable_certificates (
  "time" timestamptz NOT NULL,
  run_id text NOT NULL,
  event text NOT NULL,
  certificate_id text NOT NULL,
  parent_id text,
  meter_id text NOT NULL,
  owner text NOT NULL,
  actor text NOT NULL,
  beneficiary text,
  interval_start timestamptz NOT NULL,
  interval_end timestamptz NOT NULL,
  serial_start bigint NOT NULL,
  serial_end bigint NOT NULL,
  energy_wh bigint NOT NULL,
  emission_factor double precision NOT NULL,
  carbon_offset_kg double precision NOT NULL,
  consumption_start timestamptz,
  consumption_end timestamptz,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (run_id, hash)
);

CREATE INDEX renewable_certificates_meter ON renewable_certificates (meter_id, "time");

-- On TimescaleDB (2.15 or newer) readings are a hypertable; its Apache-2.0 edition has neither compression nor policies.
-- A simulated year may lie far in the past. So what is compressed is chosen by when it was written, and what is dropped
-- is older than any run is meant to begin: shorten that with remove_retention_policy and add_retention_policy.
DO $$
BEGIN
  IF current_setting('shared_preload_libraries', true) LIKE '%timescaledb%' THEN
    CREATE EXTENSION IF NOT EXISTS timescaledb;
  END IF;
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')
    AND current_setting('timescaledb.license', true) IS DISTINCT FROM 'apache'
  THEN
    PERFORM create_hypertable(
      'energy_readings_enhanced', by_range('time', interval '7 days'), create_default_indexes => false);
    ALTER TABLE energy_readings_enhanced
      SET (timescaledb.compress, timescaledb.compress_segmentby = 'meter_id', timescaledb.compress_orderby = 'time');
    PERFORM add_compression_policy('energy_readings_enhanced', compress_created_before => interval '7 days');
    PERFORM add_retention_policy('energy_readings_enhanced', drop_after => interval '30 years');
  END IF;
END
$$;
