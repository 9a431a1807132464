/** Marks an SQLite file as ours, so that a path given by mistake is refused and not written into. "FDEJ" in ASCII. */
export const applicationId = 0x46_44_45_4a;

/**
 * One entry for each version, never edited once released. Pulse IDs and nanoseconds are decimal text: SQLite's integers are signed, and
 * JavaScript's are exact only to 2^53.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE captures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pulse_id TEXT NOT NULL,
    timestamp_ns TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    mode TEXT NOT NULL,
    step TEXT NOT NULL,
    metadata TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    verdict TEXT,
    expected INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL DEFAULT '{}',
    file TEXT,
    bytes INTEGER NOT NULL DEFAULT 0,
    phases TEXT NOT NULL DEFAULT '{}',
    failure TEXT
  ) STRICT;
  CREATE UNIQUE INDEX captures_by_pulse ON captures (pulse_id, timestamp_ns, attempt);
  CREATE INDEX captures_unfinished ON captures (id) WHERE finished_at IS NULL;

  CREATE TABLE outcomes (
    capture INTEGER NOT NULL REFERENCES captures (id),
    channel TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (capture, channel)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,
    facts TEXT NOT NULL
  ) STRICT;

  CREATE TABLE out_of_service (device TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE metadata (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    facts TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE captures ADD COLUMN superseded TEXT;
  ALTER TABLE captures ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    leader TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    pulse_id TEXT,
    timestamp_ns TEXT,
    plan INTEGER,
    facts TEXT NOT NULL,
    UNIQUE (leader, epoch, seq)
  ) STRICT;
  CREATE INDEX announcements_by_time ON announcements (at_ms);
  CREATE INDEX announcements_by_pulse ON announcements (pulse_id, timestamp_ns, kind) WHERE pulse_id IS NOT NULL;
  CREATE INDEX announcements_by_plan ON announcements (leader, epoch, plan, kind) WHERE plan IS NOT NULL;
  CREATE INDEX announced_pulses ON announcements (id, pulse_id, timestamp_ns) WHERE kind = 'pulse';

  CREATE TABLE group_kept (key TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE uploads (
    capture INTEGER PRIMARY KEY REFERENCES captures (id),
    state TEXT NOT NULL,
    retry_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    unknown_end INTEGER NOT NULL DEFAULT 0,
    arrived TEXT NOT NULL DEFAULT '[]',
    facts TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX uploads_open ON uploads (capture, state, retry_at) WHERE state IN ('queued', 'sending', 'waiting');

  CREATE TABLE upload_attempts (
    capture INTEGER NOT NULL REFERENCES uploads (capture),
    attempt INTEGER NOT NULL,
    at TEXT NOT NULL,
    took_ms INTEGER,
    status INTEGER,
    words TEXT NOT NULL DEFAULT '',
    state TEXT,
    superseded TEXT,
    facts TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (capture, attempt)
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE captures ADD COLUMN devices TEXT;',
  `
  ALTER TABLE captures ADD COLUMN record TEXT;
  ALTER TABLE captures ADD COLUMN removed_at TEXT;
  ALTER TABLE uploads ADD COLUMN without TEXT;
  CREATE INDEX captures_by_time ON captures (timestamp_ns);
  CREATE INDEX announced_by_time ON announcements (timestamp_ns) WHERE kind = 'pulse';
  `,
  'CREATE INDEX captures_with_file ON captures (file) WHERE file IS NOT NULL AND removed_at IS NULL;',
  // Of the channels that people look for; those captured are a hundred times as many.
  "CREATE INDEX outcomes_missed ON outcomes (channel, capture, code) WHERE code <> 'captured';",
];
