-- Readings are summed up by hashing their hours and meters. A plan is made once in a session, often while the table is
-- nearly empty: such a plan sorts, and later sorts many thousands of readings on the disk.

DO $migration$
BEGIN
  IF to_regclass('closed_hours') IS NOT NULL THEN
    ALTER FUNCTION summarise_readings(timestamptz, timestamptz) SET enable_sort = off;
  END IF;
END
$migration$;
