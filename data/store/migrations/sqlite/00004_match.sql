-- +goose Up
-- What aggregates must have one of in common to be compared: derived from their documents.
CREATE TABLE match_keys (
    level TEXT NOT NULL,
    key   TEXT NOT NULL,
    id    TEXT NOT NULL,
    PRIMARY KEY (level, key, id)
) WITHOUT ROWID;
CREATE INDEX match_keys_id ON match_keys (level, id);

-- How many names of services and organisations hold a word; the empty word: how many names there are.
CREATE TABLE name_words (
    word  TEXT PRIMARY KEY,
    names INTEGER NOT NULL
) WITHOUT ROWID;

-- Names, addresses and sites are found by their keys from here on.
DROP INDEX organizations_name;
DROP INDEX services_name;
DROP INDEX locations_address;
ALTER TABLE locations DROP COLUMN address_key;
ALTER TABLE organizations DROP COLUMN site_key;
