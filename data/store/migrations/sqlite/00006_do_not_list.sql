-- +goose Up
-- What must not be published. Kept for ever: an entry that is lifted says so.
CREATE TABLE do_not_list (
    id         TEXT PRIMARY KEY,
    doc        TEXT NOT NULL,
    provenance TEXT NOT NULL,
    seq        INTEGER NOT NULL -- of the last revision
);
CREATE INDEX do_not_list_seq ON do_not_list (seq);
