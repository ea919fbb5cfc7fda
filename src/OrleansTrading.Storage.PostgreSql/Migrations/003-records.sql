-- Records: runs and their logs, signals, decisions, readings, changes of streams, arbitrage, capital and the audit log.
--
-- Every table has columns for what is searched, ordered and summed, and `record`: the whole record as the file store writes it. It is json and
-- not jsonb, because it is read back and moved as the text that was written: the order of members, -0 and every digit stay.
--
-- Times are bigint, Unix milliseconds (UTC), the precision that records have; to read them: to_timestamp(created_at / 1000.0).
-- Keys compare byte by byte (COLLATE "C"), as the program compares them, whatever the locale of the database is.
--
-- What grows lies in partitions of one month (UTC), table_YYYY_MM. Whoever writes makes the partition of the month and of the one after it;
-- retention drops those that have ended. A partition is of the owner of the table: the program's user must own the tables.
--
-- `added_by` marks the call that added a row: a call whose answer was lost asks again and knows its own rows by it.

CREATE TABLE job_runs (
    id text COLLATE "C" NOT NULL,
    queued_at bigint NOT NULL,
    job text COLLATE "C" NOT NULL,
    trigger smallint NOT NULL,
    state smallint NOT NULL,
    slot bigint,
    started_at bigint,
    finished_at bigint,
    attempt integer NOT NULL,
    succeeded integer NOT NULL,
    failed integer NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (id, queued_at)
) PARTITION BY RANGE (queued_at);
CREATE INDEX job_runs_by_time ON job_runs (queued_at, id);
CREATE INDEX job_runs_by_job ON job_runs (job, queued_at, id);
COMMENT ON COLUMN job_runs.trigger IS '0 schedule, 1 manual, 2 pipeline, 3 catch-up';
COMMENT ON COLUMN job_runs.state IS '0 queued, 1 running, 2 succeeded, 3 failed, 4 skipped, 5 cancelled, 6 timed out';
COMMENT ON COLUMN job_runs.succeeded IS 'items that succeeded';
COMMENT ON COLUMN job_runs.failed IS 'items that failed';

CREATE TABLE job_run_logs (
    run_id text COLLATE "C" NOT NULL,
    queued_at bigint NOT NULL,
    job text COLLATE "C" NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (run_id, queued_at)
) PARTITION BY RANGE (queued_at);
CREATE INDEX job_run_logs_by_time ON job_run_logs (queued_at);

-- One for each instrument, interval and candle; they are the key, so a month is that of the candle.
CREATE TABLE signals (
    key text COLLATE "C" NOT NULL,
    candle_time bigint NOT NULL,
    instrument text COLLATE "C" NOT NULL,
    "interval" text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    direction smallint NOT NULL,
    score double precision NOT NULL,
    regime smallint NOT NULL,
    outcome smallint NOT NULL,
    outcome_at bigint,
    r double precision,
    percent double precision,
    added_by uuid NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (key, candle_time)
) PARTITION BY RANGE (candle_time);
CREATE INDEX signals_by_time ON signals (created_at, key);
CREATE INDEX signals_by_instrument ON signals (instrument, created_at, key);
CREATE INDEX signals_open ON signals (created_at, key) WHERE outcome = 0;
COMMENT ON COLUMN signals.candle_time IS 'open time of the candle';
COMMENT ON COLUMN signals.outcome IS '0 open, 1 target, 2 stop, 3 time, 4 unknown';
COMMENT ON COLUMN signals.r IS 'result in multiples of the distance from entry to stop';

CREATE TABLE execution_decisions (
    signal_key text COLLATE "C" PRIMARY KEY,
    signal_time bigint NOT NULL,
    instrument text COLLATE "C" NOT NULL,
    direction smallint NOT NULL,
    score double precision NOT NULL,
    account text COLLATE "C" NOT NULL,
    decided_at bigint NOT NULL,
    outcome smallint NOT NULL,
    code text,
    notional numeric,
    price numeric,
    order_id text COLLATE "C",
    added_by uuid NOT NULL,
    record json NOT NULL
);
CREATE INDEX execution_decisions_by_time ON execution_decisions (signal_time, signal_key);
CREATE INDEX execution_decisions_by_instrument ON execution_decisions (instrument, signal_time, signal_key);
COMMENT ON COLUMN execution_decisions.outcome IS '0 taken, 1 dry run, 2 refused';

CREATE TABLE readings (
    kind text COLLATE "C" NOT NULL,
    instrument text COLLATE "C" NOT NULL,
    "interval" text COLLATE "C" NOT NULL,
    open_time bigint NOT NULL,
    label text,
    record json NOT NULL,
    PRIMARY KEY (kind, instrument, "interval", open_time)
) PARTITION BY RANGE (open_time);
CREATE INDEX readings_by_time ON readings (open_time);

CREATE TABLE stream_changes (
    instrument text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    at bigint NOT NULL,
    from_state smallint NOT NULL,
    to_state smallint NOT NULL,
    reason text,
    record json NOT NULL,
    PRIMARY KEY (instrument, kind, at)
) PARTITION BY RANGE (at);
CREATE INDEX stream_changes_by_instrument ON stream_changes (instrument, at, kind);
CREATE INDEX stream_changes_by_time ON stream_changes (at);
COMMENT ON COLUMN stream_changes.kind IS '0 kline, 1 trade, 2 book ticker, 3 depth, 4 mark price, 5 liquidation';

CREATE TABLE arbitrage_opportunities (
    id text COLLATE "C" PRIMARY KEY,
    opened_at bigint NOT NULL,
    base_asset text COLLATE "C" NOT NULL,
    buy text COLLATE "C" NOT NULL,
    sell text COLLATE "C" NOT NULL,
    best_net_bps double precision NOT NULL,
    seen_at bigint NOT NULL,
    looks bigint NOT NULL,
    closed_at bigint,
    record json NOT NULL
);
CREATE INDEX arbitrage_opportunities_by_time ON arbitrage_opportunities (opened_at, id);
CREATE INDEX arbitrage_opportunities_by_asset ON arbitrage_opportunities (base_asset, opened_at, id);

-- One point for each account and minute.
CREATE TABLE capital (
    account text COLLATE "C" NOT NULL,
    minute bigint NOT NULL,
    time bigint NOT NULL,
    asset text NOT NULL,
    cash numeric NOT NULL,
    unrealised numeric NOT NULL,
    equity numeric NOT NULL GENERATED ALWAYS AS (cash + unrealised) STORED,
    margin_used numeric NOT NULL,
    reserved numeric NOT NULL,
    long_value numeric NOT NULL,
    short_value numeric NOT NULL,
    realised numeric NOT NULL,
    fees numeric NOT NULL,
    funding numeric NOT NULL,
    is_paper boolean NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (account, minute)
) PARTITION BY RANGE (minute);
CREATE INDEX capital_by_time ON capital (time);
COMMENT ON COLUMN capital.minute IS 'Unix milliseconds at which the minute of the point began';

CREATE TABLE audit (
    key text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    who text COLLATE "C" NOT NULL,
    way text NOT NULL,
    from_address text NOT NULL,
    action text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    target_upper text COLLATE "C" NOT NULL,
    outcome smallint NOT NULL,
    added_by uuid NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (key, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_by_time ON audit (at, key);
CREATE INDEX audit_by_who ON audit (who, at, key);
COMMENT ON COLUMN audit.outcome IS '1 begun, 2 done, 3 refused, 4 failed';
COMMENT ON COLUMN audit.target_upper IS 'the target in upper case, to be searched in whatever case is asked for';
