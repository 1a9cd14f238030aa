/**
 * Numbered, never edited once landed; one statement a string. `entries` and `crossings` are keyed by station and
 * partitioned by the month of the entry, so that a month can be moved, archived or dropped whole (docs/scale.md). Their
 * primary keys stand on the months, not above them: a month on another server has its key there.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL)`,
    `CREATE TABLE enrolment_codes (
       code_hash text PRIMARY KEY,
       post text NOT NULL,
       lane text NOT NULL,
       replaces text,
       issued_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL,
       used_at timestamptz,
       used_by text
     )`,
    `CREATE TABLE stations (
       station_id text PRIMARY KEY,
       post text NOT NULL,
       lane text NOT NULL,
       public_key text NOT NULL,
       enrolled_at timestamptz NOT NULL,
       revoked_at timestamptz,
       branch integer NOT NULL DEFAULT 0,
       head_seq bigint NOT NULL DEFAULT 0,
       head_hash text,
       last_seen_at timestamptz,
       skew_ms bigint,
       fork_seq bigint,
       fork_base bigint,
       fork_at timestamptz
     )`,
    `CREATE TABLE nonces (
       station_id text NOT NULL,
       nonce text NOT NULL,
       seen_at timestamptz NOT NULL,
       PRIMARY KEY (station_id, nonce)
     )`,
    `CREATE INDEX nonces_seen ON nonces (seen_at)`,
    `CREATE TABLE entries (
       station_id text NOT NULL,
       month date NOT NULL,
       branch integer NOT NULL,
       seq bigint NOT NULL,
       hash text NOT NULL,
       at timestamptz,
       kind text,
       subject bigint,
       line text NOT NULL,
       personal text,
       fault text,
       received_at timestamptz NOT NULL
     ) PARTITION BY RANGE (month)`,
    `CREATE INDEX entries_faults ON entries (station_id, seq) WHERE fault IS NOT NULL`,
    `CREATE INDEX entries_subject ON entries (station_id, subject) WHERE subject IS NOT NULL`,
    `CREATE TABLE crossings (
       station_id text NOT NULL,
       month date NOT NULL,
       branch integer NOT NULL,
       seq bigint NOT NULL,
       at timestamptz NOT NULL,
       day date NOT NULL,
       post text NOT NULL,
       direction text NOT NULL,
       outcome text NOT NULL,
       citizenship text NOT NULL,
       iin boolean NOT NULL,
       voided boolean NOT NULL,
       record text
     ) PARTITION BY RANGE (month)`,
    `CREATE INDEX crossings_day ON crossings (day, post)`,
  ],
  [
    `CREATE TABLE feed_items (
       feed text NOT NULL,
       key text NOT NULL,
       seq bigint NOT NULL,
       posts text,
       item text,
       PRIMARY KEY (feed, key)
     )`,
    `CREATE INDEX feed_items_seq ON feed_items (feed, seq)`,
    `CREATE TABLE stay_feed (
       seq bigint PRIMARY KEY,
       station_id text NOT NULL,
       crossing bigint NOT NULL,
       branch integer NOT NULL,
       key_a bigint,
       key_b bigint,
       key_c bigint,
       minute integer NOT NULL,
       post text NOT NULL,
       direction text NOT NULL,
       withdrawn boolean NOT NULL
     )`,
    `CREATE INDEX stay_feed_crossing ON stay_feed (station_id, crossing)`,
    `CREATE INDEX stay_feed_minute ON stay_feed (minute)`,
    `CREATE TABLE stay_keys (key bigint NOT NULL, minute integer NOT NULL, seq bigint NOT NULL, PRIMARY KEY (key, seq))`,
    `CREATE INDEX stay_keys_seq ON stay_keys (seq)`,
    `CREATE TABLE stay_progress (
       station_id text NOT NULL,
       branch integer NOT NULL,
       seq bigint NOT NULL,
       done boolean NOT NULL,
       PRIMARY KEY (station_id, branch)
     )`,
    `CREATE TABLE stay_pending (station_id text NOT NULL, branch integer NOT NULL, seq bigint NOT NULL, PRIMARY KEY (station_id, branch, seq))`,
    `CREATE TABLE travel_findings (
       id text PRIMARY KEY,
       kind text NOT NULL,
       finding text NOT NULL,
       found_at timestamptz NOT NULL,
       early_station text NOT NULL,
       early_crossing bigint NOT NULL,
       late_station text NOT NULL,
       late_crossing bigint NOT NULL,
       is_withdrawn boolean NOT NULL
     )`,
    `CREATE INDEX travel_findings_early ON travel_findings (early_station, early_crossing)`,
    `CREATE INDEX travel_findings_late ON travel_findings (late_station, late_crossing)`,
  ],
  [
    `ALTER TABLE stations ADD COLUMN name text`,
    `ALTER TABLE stations ADD COLUMN retired_at timestamptz`,
    `ALTER TABLE stations ADD COLUMN may_administer boolean NOT NULL DEFAULT false`,
    `CREATE TABLE station_health (station_id text PRIMARY KEY, reported_at timestamptz NOT NULL, health text NOT NULL)`,
    `CREATE TABLE held_checks (station_id text PRIMARY KEY, checked text NOT NULL)`,
    `CREATE TABLE fleet_alerts (station_id text NOT NULL, code text NOT NULL, since timestamptz NOT NULL, ended_at timestamptz)`,
    `CREATE UNIQUE INDEX fleet_alerts_open ON fleet_alerts (station_id, code) WHERE ended_at IS NULL`,
    `CREATE TABLE fleet_acts (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       at timestamptz NOT NULL,
       via text,
       officer text,
       what text NOT NULL,
       subject text,
       reason text
     )`,
  ],
];
