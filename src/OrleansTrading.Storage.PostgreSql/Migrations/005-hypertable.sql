-- Candles lie in months (001), or in a hypertable of TimescaleDB where the database has that extension. Everything here also works without it.
--
-- Functions that are there are replaced, not made anew beside the old: silos of older builds, which have prepared their calls, then do the right thing too.

-- The one place that tells where candles lie. A hypertable is no partitioned table to PostgreSQL.
CREATE FUNCTION klines_in_months() RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT relkind = 'p' FROM pg_class WHERE oid = 'klines'::regclass
$$;

-- What TimescaleDB asks for the present time of open times.
CREATE FUNCTION kline_now() RETURNS bigint LANGUAGE sql STABLE AS $$
SELECT (extract(epoch FROM now()) * 1000)::bigint
$$;

-- Puts candles into a hypertable if the extension is there: when there are none yet, else only when told to. For that the service is stopped, and
-- the disk needs room for both. Answers where they lie; null without the extension. All of it or nothing: what cannot be done leaves months.
CREATE FUNCTION use_timescaledb(move boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    -- What a chunk spans, and how old candles are that are compressed.
    days30 CONSTANT bigint := 30 * 86400000::bigint;
    extension record;
    compressed boolean;
    held bigint;
    moved bigint;
    trouble text := '';
BEGIN
    SELECT e.extversion AS version, quote_ident(n.nspname) AS schema INTO extension
    FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'timescaledb';
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;

    -- Its functions may lie in a schema of their own.
    PERFORM set_config('search_path', current_setting('search_path') || ', ' || extension.schema, true);
    BEGIN
        IF NOT move THEN
            -- Whoever reads or writes waits behind a lock that waits: it is rather tried again at the next start.
            PERFORM set_config('lock_timeout', '2s', true);
        END IF;

        -- The migrator's. Of two one works, and the other finds it done.
        PERFORM pg_advisory_xact_lock(7301001);
        IF klines_in_months() AND (move OR NOT EXISTS (SELECT FROM klines)) THEN
            IF current_setting('transaction_isolation') <> 'read committed' THEN
                RAISE EXCEPTION 'a transaction that is % does not see what is written until it has the lock; it has to be read committed', current_setting('transaction_isolation');
            END IF;
            LOCK TABLE klines IN ACCESS EXCLUSIVE MODE;
            SELECT count(*) INTO held FROM klines;
            IF held > 0 AND NOT move THEN
                RAISE EXCEPTION 'candles have come meanwhile';
            END IF;
            ALTER TABLE klines RENAME TO klines_months;
            ALTER TABLE klines_months RENAME CONSTRAINT klines_pkey TO klines_months_pkey;
            CREATE TABLE klines (LIKE klines_months INCLUDING ALL);
            EXECUTE format('ALTER TABLE klines OWNER TO %s', (SELECT relowner::regrole FROM pg_class WHERE oid = 'klines_months'::regclass));
            PERFORM create_hypertable('klines', by_range('open_time', days30), create_default_indexes => false);
            INSERT INTO klines SELECT * FROM klines_months;
            SELECT count(*) INTO moved FROM klines;
            IF moved <> held THEN
                RAISE EXCEPTION '% candles of % were moved', moved, held;
            END IF;
            -- Replaced, so that rights on it stay.
            CREATE OR REPLACE VIEW candles AS
            SELECT s.venue, s.symbol, s.interval, to_timestamp(k.open_time / 1000) AS opened_at, k.open, k.high, k.low, k.close, k.volume,
                   k.quote_volume, k.taker_buy_volume, k.taker_buy_quote_volume, k.trades, k.repaired
            FROM klines AS k JOIN kline_series AS s ON s.id = k.series;
            DROP TABLE klines_months;
        END IF;

        SELECT h.compression_enabled INTO compressed FROM timescaledb_information.hypertables AS h
        WHERE format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass = 'klines'::regclass;
        -- Once: who takes the policy away has it stay away. The Apache edition has no columnstore.
        IF NOT compressed AND current_setting('timescaledb.license') = 'timescale' THEN
            PERFORM set_integer_now_func('klines', 'kline_now', replace_if_exists => true);
            ALTER TABLE klines SET (timescaledb.enable_columnstore, timescaledb.segmentby = 'series', timescaledb.orderby = 'open_time');
            CALL add_columnstore_policy('klines', after => days30);
            compressed := true;
        END IF;
    EXCEPTION WHEN OTHERS THEN
        IF move THEN
            RAISE;
        END IF;
        trouble := ': ' || SQLERRM;
    END;

    IF NOT klines_in_months() THEN
        RETURN format('in a hypertable of TimescaleDB %s%s%s', extension.version, CASE WHEN compressed THEN ', compressed when they are old' END, trouble);
    END IF;
    RETURN format('in months, though TimescaleDB %s is there%s. SELECT use_timescaledb(true) moves them, with the service stopped', extension.version, trouble);
END
$$;

-- Makes the partitions that hold the given open times, where they are missing. They are attached, not created in place:
-- that waits neither for those who read and write other months nor keeps them waiting.
CREATE OR REPLACE FUNCTION prepare_klines(times bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
    partition text;
    made integer := 0;
BEGIN
    IF NOT klines_in_months() THEN
        -- Without its library a hypertable takes rows that nobody sees later. So it does while it is restored.
        IF current_setting('timescaledb.restoring', true) IS DISTINCT FROM 'off' OR NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
            RAISE EXCEPTION 'klines is a hypertable, and TimescaleDB is not loaded, or not there any more, or is being restored: nothing is written';
        END IF;
        -- Chunks come by themselves. An upsert reads what it may change out of the columnstore; however much that is, it is not refused.
        PERFORM set_config('timescaledb.max_tuples_decompressed_per_dml_transaction', '0', true);
        RETURN 0;
    END IF;
    FOR month IN SELECT DISTINCT date_trunc('month', to_timestamp(t / 1000) AT TIME ZONE 'utc') FROM unnest(times) AS t ORDER BY 1
    LOOP
        partition := to_char(month, '"klines_"YYYY_MM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        -- Of those who miss the same month one makes it.
        PERFORM pg_advisory_xact_lock(7301002);
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE klines INCLUDING ALL)', partition);
        EXECUTE format('ALTER TABLE klines ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', partition,
            (extract(epoch FROM month) * 1000)::bigint, (extract(epoch FROM month + interval '1 month') * 1000)::bigint);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

-- Drops the partitions, or the chunks, that lie before a time entirely; answers about how many candles went.
CREATE OR REPLACE FUNCTION prune_klines(before bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    partition record;
    rows bigint;
    gone bigint := 0;
BEGIN
    IF NOT klines_in_months() THEN
        PERFORM set_config('search_path', concat_ws(', ', current_setting('search_path'),
            (SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'timescaledb')), true);
        FOR partition IN SELECT chunk AS name, approximate_row_count(chunk) AS estimate FROM show_chunks('klines', older_than => before) AS chunk
        LOOP
            rows := partition.estimate;
            IF rows <= 0 THEN
                EXECUTE format('SELECT count(*) FROM %s', partition.name) INTO rows;
            END IF;
            gone := gone + rows;
        END LOOP;
        PERFORM drop_chunks('klines', older_than => before);
        RETURN gone;
    END IF;
    FOR partition IN
        SELECT c.oid::regclass AS name, c.reltuples::bigint AS estimate FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'klines'::regclass
            AND extract(epoch FROM to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') * 1000 <= before
    LOOP
        -- Never analysed, it has no estimate.
        rows := partition.estimate;
        IF rows < 0 THEN
            EXECUTE format('SELECT count(*) FROM %s', partition.name) INTO rows;
        END IF;
        EXECUTE format('DROP TABLE %s', partition.name);
        gone := gone + rows;
    END LOOP;
    RETURN gone;
END
$$;
