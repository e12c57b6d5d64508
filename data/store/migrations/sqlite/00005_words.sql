-- +goose Up
-- How much a record's source counted when it was read.
ALTER TABLE records ADD COLUMN trust TEXT NOT NULL DEFAULT '';

-- The last thing that a source said under one of its own ids, so that it can be weighed again where the link changes, and
-- what is not shown of it is not lost.
ALTER TABLE own_ids ADD COLUMN word TEXT NOT NULL DEFAULT '';

-- Nothing has words yet: what is read next is weighed, be it as before.
UPDATE sightings SET digest = '';

-- What an aggregate was merged into: it is not shown any more, and its id leads there.
ALTER TABLE organizations ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE services ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
CREATE INDEX organizations_merged ON organizations (merged_into) WHERE merged_into <> '';
CREATE INDEX locations_merged ON locations (merged_into) WHERE merged_into <> '';
CREATE INDEX services_merged ON services (merged_into) WHERE merged_into <> '';

-- What a person has said are not the same, for ever. The smaller id stands first.
CREATE TABLE not_same (
    level   TEXT NOT NULL,
    a       TEXT NOT NULL,
    b       TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at TEXT NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (level, a, b)
);

-- What may be the same, for a person to say.
CREATE TABLE questions (
    id         TEXT PRIMARY KEY,
    level      TEXT NOT NULL,
    a          TEXT NOT NULL, -- what was known
    b          TEXT NOT NULL, -- what was read later
    score      REAL NOT NULL,
    why        TEXT NOT NULL,
    asked_at   TEXT NOT NULL,
    status     TEXT NOT NULL, -- open, same, different or gone
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    UNIQUE (level, a, b)
);
CREATE INDEX questions_open ON questions (status, asked_at);
CREATE INDEX questions_b ON questions (level, b);
