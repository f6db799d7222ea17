-- What a PostgreSQL schema is made of, by kind and name (db/description.py).
-- Whom a table belongs to and who may use it is the operator's, and no part of it; what belongs to an extension is
-- the extension's. Texts leave out the schema's own name, because each operator may choose it.
WITH of_extension AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
this AS (SELECT current_schema()::regnamespace::oid AS ours, quote_ident(current_schema()) || '.' AS quoted),
found (what, said) AS (
SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view '
        WHEN 'f' THEN 'foreign table ' WHEN 'S' THEN 'sequence ' WHEN 'p' THEN 'table '
        ELSE 'type ' END || relname,
    concat_ws(' ', relkind, relpersistence,
        CASE WHEN relrowsecurity THEN 'row security' END,
        CASE WHEN relforcerowsecurity THEN 'forced' END,
        array_to_string(reloptions, ','),
        CASE WHEN relkind IN ('v', 'm') THEN replace(pg_get_viewdef(oid), (SELECT quoted FROM this), '') END)
FROM pg_class o
WHERE relnamespace = (SELECT ours FROM this) AND relkind NOT IN ('i', 'I', 't') AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_class'::regclass AND objid = o.oid)
UNION ALL
SELECT 'column ' || relname || '.' || attname,
    concat_ws(' ', row_number() OVER (PARTITION BY attrelid ORDER BY attnum),
        format_type(atttypid, atttypmod),
        (SELECT 'COLLATE ' || collname FROM pg_collation c, pg_type t
            WHERE c.oid = attcollation AND t.oid = atttypid AND attcollation <> typcollation),
        CASE WHEN attnotnull THEN 'NOT NULL' END,
        'DEFAULT ' || replace(pg_get_expr(adbin, adrelid), (SELECT quoted FROM this), ''),
        nullif(attidentity::text, ''), nullif(attgenerated::text, ''))
FROM pg_attribute JOIN pg_class o ON o.oid = attrelid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relnamespace = (SELECT ours FROM this) AND relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
    AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_class'::regclass AND objid = o.oid)
UNION ALL
SELECT 'constraint ' || relname || '.' || conname, replace(pg_get_constraintdef(c.oid), (SELECT quoted FROM this), '')
FROM pg_constraint c JOIN pg_class o ON o.oid = conrelid
WHERE relnamespace = (SELECT ours FROM this) AND contype <> 'n' AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_class'::regclass AND objid = o.oid)
UNION ALL
SELECT 'index ' || o.relname || '.' || i.relname,
    replace(pg_get_indexdef(i.oid), (SELECT quoted FROM this), '')
    || CASE WHEN indisvalid AND indisready AND indislive THEN '' ELSE ' (not in use)' END
FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class o ON o.oid = indrelid
WHERE o.relnamespace = (SELECT ours FROM this) AND o.relkind <> 't' AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_class'::regclass AND objid = o.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.oid AND contype IN ('p', 'u', 'x')
        AND indisvalid AND indisready AND indislive)
UNION ALL
SELECT 'trigger ' || relname || '.' || CASE WHEN tgisinternal
        THEN coalesce((SELECT conname FROM pg_constraint c WHERE c.oid = tgconstraint), '') || ' ' || tgtype
        ELSE tgname END,
    CASE WHEN tgisinternal THEN '' ELSE replace(pg_get_triggerdef(t.oid), (SELECT quoted FROM this), '') END
    || CASE WHEN tgenabled = 'O' THEN '' ELSE ' (enabled: ' || tgenabled::text || ')' END
FROM pg_trigger t JOIN pg_class o ON o.oid = tgrelid
WHERE relnamespace = (SELECT ours FROM this) AND (NOT tgisinternal OR tgenabled <> 'O')
UNION ALL
SELECT 'rule ' || relname || '.' || rulename, replace(pg_get_ruledef(r.oid), (SELECT quoted FROM this), '')
    || CASE WHEN ev_enabled = 'O' THEN '' ELSE ' (enabled: ' || ev_enabled::text || ')' END
FROM pg_rewrite r JOIN pg_class o ON o.oid = ev_class
WHERE relnamespace = (SELECT ours FROM this) AND rulename <> '_RETURN' AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_class'::regclass AND objid = o.oid)
UNION ALL
SELECT 'policy ' || relname || '.' || polname, concat_ws(' ', polcmd, polpermissive,
    (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, ',' ORDER BY r)
        FROM unnest(polroles) r),
    'USING ' || replace(pg_get_expr(polqual, polrelid), (SELECT quoted FROM this), ''),
    'CHECK ' || replace(pg_get_expr(polwithcheck, polrelid), (SELECT quoted FROM this), ''))
FROM pg_policy JOIN pg_class o ON o.oid = polrelid
WHERE relnamespace = (SELECT ours FROM this)
UNION ALL
SELECT 'function ' || proname || '(' || pg_get_function_identity_arguments(oid) || ')',
    CASE WHEN prokind IN ('f', 'p') THEN replace(pg_get_functiondef(oid), (SELECT quoted FROM this), '')
        ELSE 'aggregate or window' END
FROM pg_proc o WHERE pronamespace = (SELECT ours FROM this) AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_proc'::regclass AND objid = o.oid)
UNION ALL
SELECT 'type ' || typname, concat_ws(' ', typtype,
    (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = o.oid),
    format_type(typbasetype, typtypmod))
FROM pg_type o
WHERE typnamespace = (SELECT ours FROM this) AND typtype NOT IN ('b', 'c') AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_type'::regclass AND objid = o.oid)
UNION ALL
SELECT 'operator ' || oprname || ' (' || format_type(oprleft, NULL) || ', ' || format_type(oprright, NULL) || ')',
    replace(oprcode::text, (SELECT quoted FROM this), '')
FROM pg_operator o WHERE oprnamespace = (SELECT ours FROM this) AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_operator'::regclass AND objid = o.oid)
UNION ALL
SELECT 'cast ' || format_type(castsource, NULL) || ' to ' || format_type(casttarget, NULL),
    castcontext::text || castmethod::text
FROM pg_cast o WHERE oid >= 16384 AND NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_cast'::regclass AND objid = o.oid)
UNION ALL
SELECT 'event trigger ' || evtname, concat_ws(' ', evtevent, evtenabled, evtfoid::regproc::text)
FROM pg_event_trigger o WHERE NOT EXISTS (SELECT FROM of_extension WHERE classid = 'pg_event_trigger'::regclass AND objid = o.oid)
UNION ALL
SELECT 'child of table ' || o.relname || ': ' || inhrelid::regclass::text, ''
FROM pg_inherits JOIN pg_class o ON o.oid = inhparent WHERE o.relkind IN ('r', 'p', 'f')
    AND (o.relnamespace = (SELECT ours FROM this) OR (SELECT relnamespace FROM pg_class WHERE oid = inhrelid) = (SELECT ours FROM this))
UNION ALL
SELECT 'setting session_replication_role', current_setting('session_replication_role')
)
SELECT what, said FROM found
