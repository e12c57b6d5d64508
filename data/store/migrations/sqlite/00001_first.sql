-- +goose Up
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE sources (
    key TEXT PRIMARY KEY,
    doc TEXT NOT NULL
);

-- What sources said, as it came. Rows never change, but for a redaction.
CREATE TABLE records (
    id          TEXT PRIMARY KEY,
    source      TEXT NOT NULL REFERENCES sources (key),
    source_id   TEXT NOT NULL,
    url         TEXT NOT NULL,
    title       TEXT NOT NULL,
    asserted_on TEXT NOT NULL,
    read_at     TEXT NOT NULL,
    live        INTEGER NOT NULL,
    payload     TEXT NOT NULL,
    redacted    TEXT NOT NULL DEFAULT '' -- when a value in it was last blanked
);
CREATE INDEX records_source ON records (source, source_id);

-- The last thing each source said of each service, and when it was last read to say so still.
CREATE TABLE sightings (
    source      TEXT NOT NULL,
    source_id   TEXT NOT NULL,
    service_id  TEXT NOT NULL,
    digest      TEXT NOT NULL,
    asserted_on TEXT NOT NULL, -- JSON: url → the source's own date
    read_at     TEXT NOT NULL,
    seen_on     TEXT NOT NULL, -- empty unless read on a live page or feed
    seq         INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (source, source_id)
);
CREATE INDEX sightings_service ON sightings (service_id);

-- Which of our ids stands for a source's own id, and why.
CREATE TABLE own_ids (
    level     TEXT NOT NULL,
    source    TEXT NOT NULL,
    own_id    TEXT NOT NULL,
    id        TEXT NOT NULL,
    why       TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    PRIMARY KEY (level, source, own_id)
);
CREATE INDEX own_ids_id ON own_ids (level, id);

CREATE TABLE organizations (
    id         TEXT PRIMARY KEY,
    doc        TEXT NOT NULL,
    provenance TEXT NOT NULL,
    seq        INTEGER NOT NULL, -- of the last revision
    name_key   TEXT NOT NULL,
    site_key   TEXT NOT NULL
);
CREATE INDEX organizations_name ON organizations (name_key);

CREATE TABLE organization_identifiers (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    scheme          TEXT NOT NULL,
    identifier      TEXT NOT NULL,
    PRIMARY KEY (scheme, identifier, organization_id)
);
CREATE INDEX organization_identifiers_org ON organization_identifiers (organization_id);

CREATE TABLE locations (
    id          TEXT PRIMARY KEY,
    doc         TEXT NOT NULL,
    provenance  TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    address_key TEXT NOT NULL
);
CREATE INDEX locations_address ON locations (address_key);

CREATE TABLE services (
    id              TEXT PRIMARY KEY,
    doc             TEXT NOT NULL,
    provenance      TEXT NOT NULL,
    seq             INTEGER NOT NULL,
    organization_id TEXT NOT NULL,
    name_key        TEXT NOT NULL,
    status          TEXT NOT NULL
);
CREATE INDEX services_organization ON services (organization_id);
CREATE INDEX services_name ON services (name_key);

CREATE TABLE service_locations (
    service_id  TEXT NOT NULL REFERENCES services (id),
    location_id TEXT NOT NULL,
    PRIMARY KEY (service_id, location_id)
);
CREATE INDEX service_locations_location ON service_locations (location_id);

-- Every change that was ever proposed. The accepted ones, by seq, are the log.
CREATE TABLE revisions (
    id         TEXT PRIMARY KEY,
    level      TEXT NOT NULL,
    aggregate  TEXT NOT NULL,
    status     TEXT NOT NULL,
    seq        INTEGER UNIQUE, -- only of accepted revisions
    source     TEXT NOT NULL,
    changes    TEXT NOT NULL,
    created_at TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reason     TEXT NOT NULL
);
CREATE INDEX revisions_aggregate ON revisions (level, aggregate, status);
CREATE INDEX revisions_waiting ON revisions (status, created_at);

-- What a person has decided about a source's word on a field, so that it is not asked again.
CREATE TABLE settled (
    level     TEXT NOT NULL,
    aggregate TEXT NOT NULL,
    field     TEXT NOT NULL,
    source    TEXT NOT NULL,
    digest    TEXT NOT NULL,
    PRIMARY KEY (level, aggregate, source, field, digest)
);

CREATE TABLE runs (
    id          TEXT PRIMARY KEY,
    source      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    input       TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL, -- empty while it runs, or if it was cut off
    complete    INTEGER NOT NULL,
    summary     TEXT NOT NULL
);
CREATE INDEX runs_source ON runs (source, started_at);

-- What was redacted, as fingerprints of the values, so that no source brings it back.
CREATE TABLE redactions (
    level       TEXT NOT NULL,
    aggregate   TEXT NOT NULL,
    field       TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    redacted_at TEXT NOT NULL,
    redacted_by TEXT NOT NULL,
    reason      TEXT NOT NULL,
    PRIMARY KEY (level, aggregate, field, fingerprint)
);
