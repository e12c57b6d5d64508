-- +goose Up
-- By what aggregates are found that may tell of an entry of the do-not-list: see package donotlist. A row has the number of the
-- revision that made its aggregate. Derived from the documents, of which it keeps no copy.
CREATE VIRTUAL TABLE traces USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

-- What is redacted is taken out of here at once, and not marked as gone.
INSERT INTO traces (traces, rank) VALUES ('secure-delete', 1);
