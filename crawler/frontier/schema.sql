-- One reading of a source, from its start until nothing is due.
CREATE TABLE runs (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    began_at INTEGER NOT NULL, -- instants are in milliseconds since 1970
    ended_at INTEGER NOT NULL DEFAULT 0,
    bounds   TEXT NOT NULL DEFAULT '' -- that cut it off, parted by blanks
);
CREATE UNIQUE INDEX runs_open ON runs (source) WHERE ended_at = 0;

-- A host, as name and port, and who asks it just now.
CREATE TABLE hosts (
    host        TEXT PRIMARY KEY,
    worker      TEXT NOT NULL DEFAULT '',
    lease_until INTEGER NOT NULL DEFAULT 0,
    rest_until  INTEGER NOT NULL DEFAULT 0, -- nobody asks it before then
    asked_at    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE addresses (
    id            INTEGER PRIMARY KEY,
    source        TEXT NOT NULL,
    url           TEXT NOT NULL, -- canonical
    host          TEXT NOT NULL,
    depth         INTEGER NOT NULL, -- links from a start
    found_on      TEXT NOT NULL,
    due           INTEGER NOT NULL, -- 1: to be visited in the run that is open
    retry_at      INTEGER NOT NULL DEFAULT 0,
    attempts      INTEGER NOT NULL DEFAULT 0, -- that failed, in this run
    outcome       TEXT NOT NULL DEFAULT '',   -- of the last visit; empty: never visited
    why           TEXT NOT NULL DEFAULT '',
    run           INTEGER NOT NULL DEFAULT 0, -- of the last visit
    visited_at    INTEGER NOT NULL DEFAULT 0,
    absent        INTEGER NOT NULL DEFAULT 0, -- in how many runs on end it was gone
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body          BLOB, -- hash of the last body
    words         BLOB, -- hash of what it says
    shape         BLOB, -- hash of what it says but for numbers and dates
    likeness      INTEGER NOT NULL DEFAULT 0, -- see alike.go
    reader        TEXT NOT NULL DEFAULT '', -- what read it: another reader reads it anew
    own_ids       TEXT NOT NULL DEFAULT '[]', -- of the listings that it stated
    UNIQUE (source, url)
);
CREATE INDEX addresses_due ON addresses (host, depth, id) WHERE due = 1;
CREATE INDEX addresses_words ON addresses (source, words) WHERE words IS NOT NULL;
CREATE INDEX addresses_shape ON addresses (source, shape) WHERE shape IS NOT NULL;
CREATE INDEX addresses_run ON addresses (run, outcome);

-- What each page says in four bands of sixteen bits, to find those that say nearly the same.
CREATE TABLE bands (
    source  TEXT NOT NULL,
    band    INTEGER NOT NULL,
    address INTEGER NOT NULL,
    likeness INTEGER NOT NULL,
    PRIMARY KEY (source, band, address)
) WITHOUT ROWID;

CREATE TABLE sources (
    source    TEXT PRIMARY KEY,
    addresses INTEGER NOT NULL DEFAULT 0 -- how many of it are kept
);
