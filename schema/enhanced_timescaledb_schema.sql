-- The database of the GridTokenX Smart Meter Simulator, for PostgreSQL 14 or newer, with TimescaleDB or without:
--
--   psql -v ON_ERROR_STOP=1 -d energy -f schema/enhanced_timescaledb_schema.sql
--
-- The program makes all of this itself when it may. This file is for who wants to look or to apply it under another
-- role. It can be applied again: what is there already is skipped. Made of schema/migrations by `npm run generate`.

\set ON_ERROR_STOP on
BEGIN;
SELECT pg_advisory_xact_lock(4711202601);

-- 0001_tables.sql
SELECT to_regclass('gridtokenx_migrations') IS NULL AS pending \gset
\if :pending

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

INSERT INTO gridtokenx_migrations (version, name, checksum)
  VALUES (1, '0001_tables.sql', 'f3a8b28c07bebf49e57d9e65c98fb4011bc88b99dbc210ff6d581c536ea76ec1');
\endif

-- 0002_summaries.sql
SELECT count(*) = 0 AS pending FROM gridtokenx_migrations WHERE version = 2 \gset
\if :pending

-- Summaries of readings: the same names, columns and results with TimescaleDB (continuous aggregates) and without
-- (views over closed hours and what came after them).
--
-- A reading belongs to the hour its interval ends in, so an hour is what lies after its begin, up to and with its end:
-- buckets begin a microsecond late, and are named by the full hour before. Sums are rounded to the six decimals that
-- records have at most, and means divide such sums: no result depends on the order in which rows were added.

DO $migration$
DECLARE
  summary text;
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')
    AND current_setting('timescaledb.license', true) IS DISTINCT FROM 'apache'
  THEN
    CREATE MATERIALIZED VIEW trading_opportunities_summary
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00') - interval '1 microsecond' AS hour,
      meter_id,
      user_type,
      location,
      round(sum(surplus_energy)::numeric, 6)::float8 / count(*) AS avg_surplus,
      round(sum(deficit_energy)::numeric, 6)::float8 / count(*) AS avg_deficit,
      round(sum(max_sell_price)::numeric, 6)::float8 / count(*) AS avg_sell_price,
      round(sum(max_buy_price)::numeric, 6)::float8 / count(*) AS avg_buy_price,
      count(*) AS reading_count
    FROM energy_readings_enhanced
    WHERE surplus_energy > 0 OR deficit_energy > 0
    GROUP BY
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00'), meter_id, user_type, location
    WITH NO DATA;

    CREATE MATERIALIZED VIEW rec_generation_summary
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00') - interval '1 microsecond' AS hour,
      meter_id,
      location,
      weather_condition,
      round(sum(energy_generated)::numeric, 6)::float8 AS total_generation,
      round(sum(carbon_offset)::numeric, 6)::float8 AS total_carbon_offset,
      round(sum(irradiance)::numeric, 6)::float8 / nullif(count(irradiance), 0) AS avg_irradiance,
      count(*) AS reading_count
    FROM energy_readings_enhanced
    WHERE rec_eligible
    GROUP BY
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00'), meter_id, location, weather_condition
    WITH NO DATA;

    CREATE MATERIALIZED VIEW weather_impact_analysis
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT
      time_bucket('1 day', "time", origin => '2000-01-01 00:00:00.000001+00') - interval '1 microsecond' AS day,
      weather_condition,
      round(sum(energy_generated)::numeric, 6)::float8 / count(*) AS avg_generation,
      round(sum(irradiance)::numeric, 6)::float8 / nullif(count(irradiance), 0) AS avg_irradiance,
      round(sum(panel_temperature)::numeric, 6)::float8 / nullif(count(panel_temperature), 0) AS avg_panel_temp,
      count(*) AS reading_count
    FROM energy_readings_enhanced
    WHERE energy_generated > 0
    GROUP BY time_bucket('1 day', "time", origin => '2000-01-01 00:00:00.000001+00'), weather_condition
    WITH NO DATA;

    CREATE MATERIALIZED VIEW battery_performance_summary
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00') - interval '1 microsecond' AS hour,
      meter_id,
      round(sum(battery_level)::numeric, 6)::float8 / count(*) AS avg_battery_level,
      round((max(battery_level) - min(battery_level))::numeric, 6)::float8 AS battery_usage,
      round(sum(battery_charged)::numeric, 6)::float8 AS energy_stored,
      round(sum(battery_discharged)::numeric, 6)::float8 AS energy_discharged,
      count(*) AS reading_count
    FROM energy_readings_enhanced
    WHERE battery_level IS NOT NULL
    GROUP BY time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00'), meter_id
    WITH NO DATA;

    CREATE MATERIALIZED VIEW energy_balance_summary
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT
      time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00') - interval '1 microsecond' AS hour,
      round(sum(energy_generated)::numeric, 6)::float8 AS total_generation,
      round(sum(energy_consumed)::numeric, 6)::float8 AS total_consumption,
      round(sum(surplus_energy)::numeric, 6)::float8 AS total_surplus,
      round(sum(deficit_energy)::numeric, 6)::float8 AS total_deficit,
      round(sum(energy_available_for_sale)::numeric, 6)::float8 AS total_available_for_sale,
      round(sum(energy_needed_from_grid)::numeric, 6)::float8 AS total_needed_from_grid,
      round(sum(grid_feed_in_rate)::numeric, 6)::float8 / count(*) AS avg_feed_in_rate,
      round(sum(grid_purchase_rate)::numeric, 6)::float8 / count(*) AS avg_purchase_rate,
      count(DISTINCT meter_id) AS active_meters,
      count(*) AS total_readings
    FROM energy_readings_enhanced
    GROUP BY time_bucket('1 hour', "time", origin => '2000-01-01 00:00:00.000001+00')
    WITH NO DATA;

    FOREACH summary IN ARRAY ARRAY['trading_opportunities_summary', 'rec_generation_summary',
      'weather_impact_analysis', 'battery_performance_summary', 'energy_balance_summary']
    LOOP
      EXECUTE format('ALTER MATERIALIZED VIEW %I SET (timescaledb.compress = true)', summary);
      PERFORM add_continuous_aggregate_policy(summary::regclass,
        start_offset => NULL,
        end_offset => CASE summary WHEN 'weather_impact_analysis' THEN interval '1 day' ELSE interval '1 hour' END,
        schedule_interval => interval '30 minutes');
      PERFORM add_compression_policy(summary::regclass, compress_after => interval '90 days');
      PERFORM add_retention_policy(summary::regclass, drop_after => interval '30 years');
    END LOOP;
  ELSE
    -- What all summaries need of an hour, once it is over.
    CREATE TABLE closed_hours (
      hour timestamptz NOT NULL,
      meter_id text NOT NULL,
      user_type text NOT NULL,
      location text NOT NULL,
      weather_condition text NOT NULL,
      readings bigint NOT NULL,
      generated double precision NOT NULL,
      consumed double precision NOT NULL,
      surplus double precision NOT NULL,
      deficit double precision NOT NULL,
      available_for_sale double precision NOT NULL,
      needed_from_grid double precision NOT NULL,
      feed_in_rates double precision NOT NULL,
      purchase_rates double precision NOT NULL,
      -- Of readings with a surplus or a deficit.
      open_readings bigint NOT NULL,
      open_sell_prices double precision,
      open_buy_prices double precision,
      -- Of readings certificates are issued for.
      rec_readings bigint NOT NULL,
      rec_generated double precision,
      rec_carbon_offset double precision,
      rec_irradiance double precision,
      rec_irradiance_readings bigint NOT NULL,
      -- Of readings with generation.
      sun_readings bigint NOT NULL,
      sun_irradiance double precision,
      sun_irradiance_readings bigint NOT NULL,
      sun_panel_temperature double precision,
      sun_panel_temperature_readings bigint NOT NULL,
      -- Of readings with a battery.
      battery_readings bigint NOT NULL,
      battery_levels double precision,
      battery_level_min double precision,
      battery_level_max double precision,
      battery_charged double precision,
      battery_discharged double precision,
      PRIMARY KEY (hour, meter_id, user_type, location, weather_condition)
    );

    -- Hours before this instant are in closed_hours; one row.
    CREATE TABLE summary_watermark (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      closed_until timestamptz NOT NULL
    );
    INSERT INTO summary_watermark (closed_until) VALUES ('-infinity');

    CREATE FUNCTION hour_of(reading_time timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE AS $$
      SELECT date_bin('1 hour', reading_time, '2000-01-01 00:00:00.000001+00') - interval '1 microsecond'
    $$;

    CREATE FUNCTION readings_by_hour(after timestamptz, until timestamptz) RETURNS SETOF closed_hours
    LANGUAGE sql STABLE AS $$
      SELECT
        date_bin('1 hour', "time", '2000-01-01 00:00:00.000001+00') - interval '1 microsecond',
        meter_id,
        user_type,
        location,
        weather_condition,
        count(*),
        round(sum(energy_generated)::numeric, 6)::float8,
        round(sum(energy_consumed)::numeric, 6)::float8,
        round(sum(surplus_energy)::numeric, 6)::float8,
        round(sum(deficit_energy)::numeric, 6)::float8,
        round(sum(energy_available_for_sale)::numeric, 6)::float8,
        round(sum(energy_needed_from_grid)::numeric, 6)::float8,
        round(sum(grid_feed_in_rate)::numeric, 6)::float8,
        round(sum(grid_purchase_rate)::numeric, 6)::float8,
        count(*) FILTER (WHERE surplus_energy > 0 OR deficit_energy > 0),
        round(sum(max_sell_price) FILTER (WHERE surplus_energy > 0 OR deficit_energy > 0)::numeric, 6)::float8,
        round(sum(max_buy_price) FILTER (WHERE surplus_energy > 0 OR deficit_energy > 0)::numeric, 6)::float8,
        count(*) FILTER (WHERE rec_eligible),
        round(sum(energy_generated) FILTER (WHERE rec_eligible)::numeric, 6)::float8,
        round(sum(carbon_offset) FILTER (WHERE rec_eligible)::numeric, 6)::float8,
        round(sum(irradiance) FILTER (WHERE rec_eligible)::numeric, 6)::float8,
        count(irradiance) FILTER (WHERE rec_eligible),
        count(*) FILTER (WHERE energy_generated > 0),
        round(sum(irradiance) FILTER (WHERE energy_generated > 0)::numeric, 6)::float8,
        count(irradiance) FILTER (WHERE energy_generated > 0),
        round(sum(panel_temperature) FILTER (WHERE energy_generated > 0)::numeric, 6)::float8,
        count(panel_temperature) FILTER (WHERE energy_generated > 0),
        count(battery_level),
        round(sum(battery_level)::numeric, 6)::float8,
        min(battery_level),
        max(battery_level),
        round(sum(battery_charged) FILTER (WHERE battery_level IS NOT NULL)::numeric, 6)::float8,
        round(sum(battery_discharged) FILTER (WHERE battery_level IS NOT NULL)::numeric, 6)::float8
      FROM energy_readings_enhanced
      WHERE "time" > after AND "time" <= until
      GROUP BY
        date_bin('1 hour', "time", '2000-01-01 00:00:00.000001+00'), meter_id, user_type, location, weather_condition
    $$;

    -- To be called in the transaction that wrote readings from first to last, or changed them. It closes the hours before
    -- the last one, and closes again what was closed. The lock keeps another writer's readings from falling in between.
    CREATE FUNCTION summarise_readings(first timestamptz, last timestamptz) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE
      first_hour CONSTANT timestamptz := hour_of(first);
      last_hour CONSTANT timestamptz := hour_of(last);
      closed timestamptz;
      reopened_until timestamptz;
    BEGIN
      SELECT closed_until INTO closed FROM summary_watermark FOR UPDATE;
      IF first_hour < closed THEN
        reopened_until := least(closed, last_hour + interval '1 hour');
        DELETE FROM closed_hours WHERE hour >= first_hour AND hour < reopened_until;
        INSERT INTO closed_hours SELECT * FROM readings_by_hour(first_hour, reopened_until);
      END IF;
      IF last_hour > closed THEN
        INSERT INTO closed_hours SELECT * FROM readings_by_hour(closed, last_hour);
        UPDATE summary_watermark SET closed_until = last_hour;
      END IF;
    END
    $$;

    CREATE VIEW readings_hourly AS
    SELECT * FROM closed_hours WHERE hour < (SELECT closed_until FROM summary_watermark)
    UNION ALL
    SELECT * FROM readings_by_hour((SELECT closed_until FROM summary_watermark), 'infinity');

    CREATE VIEW trading_opportunities_summary AS
    SELECT
      hour,
      meter_id,
      user_type,
      location,
      round(sum(surplus)::numeric, 6)::float8 / sum(open_readings)::bigint AS avg_surplus,
      round(sum(deficit)::numeric, 6)::float8 / sum(open_readings)::bigint AS avg_deficit,
      round(sum(open_sell_prices)::numeric, 6)::float8 / sum(open_readings)::bigint AS avg_sell_price,
      round(sum(open_buy_prices)::numeric, 6)::float8 / sum(open_readings)::bigint AS avg_buy_price,
      sum(open_readings)::bigint AS reading_count
    FROM readings_hourly
    WHERE open_readings > 0
    GROUP BY hour, meter_id, user_type, location;

    CREATE VIEW rec_generation_summary AS
    SELECT
      hour,
      meter_id,
      location,
      weather_condition,
      round(sum(rec_generated)::numeric, 6)::float8 AS total_generation,
      round(sum(rec_carbon_offset)::numeric, 6)::float8 AS total_carbon_offset,
      round(sum(rec_irradiance)::numeric, 6)::float8 / nullif(sum(rec_irradiance_readings)::bigint, 0) AS avg_irradiance,
      sum(rec_readings)::bigint AS reading_count
    FROM readings_hourly
    WHERE rec_readings > 0
    GROUP BY hour, meter_id, location, weather_condition;

    CREATE VIEW weather_impact_analysis AS
    SELECT
      date_bin('1 day', hour, '2000-01-01 00:00:00+00') AS day,
      weather_condition,
      round(sum(generated)::numeric, 6)::float8 / sum(sun_readings)::bigint AS avg_generation,
      round(sum(sun_irradiance)::numeric, 6)::float8 / nullif(sum(sun_irradiance_readings)::bigint, 0) AS avg_irradiance,
      round(sum(sun_panel_temperature)::numeric, 6)::float8
        / nullif(sum(sun_panel_temperature_readings)::bigint, 0) AS avg_panel_temp,
      sum(sun_readings)::bigint AS reading_count
    FROM readings_hourly
    WHERE sun_readings > 0
    GROUP BY date_bin('1 day', hour, '2000-01-01 00:00:00+00'), weather_condition;

    CREATE VIEW battery_performance_summary AS
    SELECT
      hour,
      meter_id,
      round(sum(battery_levels)::numeric, 6)::float8 / sum(battery_readings)::bigint AS avg_battery_level,
      round((max(battery_level_max) - min(battery_level_min))::numeric, 6)::float8 AS battery_usage,
      round(sum(battery_charged)::numeric, 6)::float8 AS energy_stored,
      round(sum(battery_discharged)::numeric, 6)::float8 AS energy_discharged,
      sum(battery_readings)::bigint AS reading_count
    FROM readings_hourly
    WHERE battery_readings > 0
    GROUP BY hour, meter_id;

    CREATE VIEW energy_balance_summary AS
    SELECT
      hour,
      round(sum(generated)::numeric, 6)::float8 AS total_generation,
      round(sum(consumed)::numeric, 6)::float8 AS total_consumption,
      round(sum(surplus)::numeric, 6)::float8 AS total_surplus,
      round(sum(deficit)::numeric, 6)::float8 AS total_deficit,
      round(sum(available_for_sale)::numeric, 6)::float8 AS total_available_for_sale,
      round(sum(needed_from_grid)::numeric, 6)::float8 AS total_needed_from_grid,
      round(sum(feed_in_rates)::numeric, 6)::float8 / sum(readings)::bigint AS avg_feed_in_rate,
      round(sum(purchase_rates)::numeric, 6)::float8 / sum(readings)::bigint AS avg_purchase_rate,
      count(DISTINCT meter_id) AS active_meters,
      sum(readings)::bigint AS total_readings
    FROM readings_hourly
    GROUP BY hour;
  END IF;
END
$migration$;

INSERT INTO gridtokenx_migrations (version, name, checksum)
  VALUES (2, '0002_summaries.sql', '70300b71eb68dc818b797c82c55dccda01795939638dfbc6f0193d09f988d29a');
\endif

-- 0003_hashed_summaries.sql
SELECT count(*) = 0 AS pending FROM gridtokenx_migrations WHERE version = 3 \gset
\if :pending

-- Readings are summed up by hashing their hours and meters. A plan is made once in a session, often while the table is
-- nearly empty: such a plan sorts, and later sorts many thousands of readings on the disk.

DO $migration$
BEGIN
  IF to_regclass('closed_hours') IS NOT NULL THEN
    ALTER FUNCTION summarise_readings(timestamptz, timestamptz) SET enable_sort = off;
  END IF;
END
$migration$;

INSERT INTO gridtokenx_migrations (version, name, checksum)
  VALUES (3, '0003_hashed_summaries.sql', '092a946972264c6e1b12d4740e229365c599d1da135d6f8df9feca2e5d569684');
\endif

COMMIT;
