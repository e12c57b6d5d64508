-- +goose Up
-- Problems with listings that people have told us of. A report that is decided stays, with what was found.
CREATE TABLE reports (
    id         TEXT PRIMARY KEY, -- that of the form it was sent with, so that one sent twice is one
    service    TEXT NOT NULL REFERENCES services (id),
    reason     TEXT NOT NULL,
    text       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    status     TEXT NOT NULL, -- open, done or dismissed
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    note       TEXT NOT NULL
);
CREATE INDEX reports_service ON reports (service, status);
CREATE INDEX reports_open ON reports (status, created_at);

-- Whom to ask about a suggestion. Kept apart from its record, so that nothing which shows or exports records can show it,
-- and removed after twelve months.
CREATE TABLE suggesters (
    record     TEXT PRIMARY KEY REFERENCES records (id),
    email      TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX suggesters_age ON suggesters (created_at);
