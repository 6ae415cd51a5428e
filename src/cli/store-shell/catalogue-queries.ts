/** @module What `\d` asks the catalogue. */

/** Every table and view, without the partitions of a table. */
export const RELATIONS = `select c.relname as name,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
    case when c.relkind = 'v' then null else pg_size_pretty(pg_total_relation_size(c.oid)) end as size,
    obj_description(c.oid, 'pg_class') as description
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  order by c.relname`

/** The columns of a table or view in their order; none when there is no such relation. */
export function columnsOf(relation: string): string {
  return `select a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
    case when a.attnotnull then 'not null' end as "null",
    case when exists (
      select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)
    ) then 'primary' end as key,
    col_description(a.attrelid, a.attnum) as description
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.attrelid = to_regclass('${relation.replaceAll("'", "''")}') and a.attnum > 0 and not a.attisdropped
    and c.relkind in ('r', 'p', 'v', 'm')
  order by a.attnum`
}
