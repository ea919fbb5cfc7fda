-- Events of accounts, numbered from 1 without gaps in each account, never changed and never forgotten: an account is the fold of them.
--
-- `record` is the event as the file store writes it. It is json and not jsonb: the member that says which event it is must stay the first.
-- Times are bigint, Unix milliseconds (UTC).

-- The number of the last event of each account. Whoever appends changes this row first, in the same transaction, and only while it still has
-- the number that the append follows: of two at once one waits for the other and then finds another number.
CREATE TABLE account_heads (
    account text COLLATE "C" PRIMARY KEY,
    last bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE account_events (
    account text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    time bigint NOT NULL,
    event text COLLATE "C" NOT NULL,
    append uuid NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (account, number)
);
CREATE INDEX account_events_by_kind ON account_events (account, event, time);
COMMENT ON COLUMN account_events.append IS 'the append that stored it: one whose answer was lost knows its own events by it';

-- What the events up to a number have come to, to save reading them. It is used only by the build of the program that wrote it (`format`), and
-- only with the event that it was made with (`fingerprint`, of its text).
CREATE TABLE account_states (
    account text COLLATE "C" PRIMARY KEY,
    number bigint NOT NULL,
    format text NOT NULL,
    fingerprint text NOT NULL,
    state json NOT NULL
);

-- Executions and movements of cash, to be searched and summed.
CREATE VIEW account_fills AS
SELECT account, number, time,
    record->'fill'->>'instrument' AS instrument,
    record->'fill'->>'tradeId' AS trade_id,
    record->'fill'->>'orderId' AS order_id,
    (record->'fill'->>'side')::smallint AS side,
    (record->'fill'->>'price')::numeric AS price,
    (record->'fill'->>'quantity')::numeric AS quantity,
    (record->'fill'->>'fee')::numeric AS fee,
    record->'fill'->>'feeAsset' AS fee_asset
FROM account_events
WHERE event = 'fill';
COMMENT ON COLUMN account_fills.side IS '0 buy, 1 sell';

CREATE VIEW account_cash AS
SELECT account, number, time,
    record->>'id' AS id,
    (record->>'reason')::smallint AS reason,
    record->>'asset' AS asset,
    (record->>'amount')::numeric AS amount
FROM account_events
WHERE event = 'cash';
COMMENT ON COLUMN account_cash.reason IS '0 opening, 1 deposit, 2 withdrawal, 3 funding, 4 correction';
