-- +goose Up
-- What sources said once and did not say when they were last read. Any sighting of it removes the row.
CREATE TABLE absences (
    source    TEXT NOT NULL,
    source_id TEXT NOT NULL,
    times     INTEGER NOT NULL,
    first_at  TEXT NOT NULL,
    last_at   TEXT NOT NULL,
    PRIMARY KEY (source, source_id)
) WITHOUT ROWID;

-- Links of listings that did not work when they were last tried.
CREATE TABLE dead_links (
    url      TEXT PRIMARY KEY,
    times    INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL
) WITHOUT ROWID;
