-- +goose Up
-- How many searches there were: no words, nothing finer than an outward code, nothing that points to a person.
CREATE TABLE search_counts (
    day      TEXT NOT NULL,
    outward  TEXT NOT NULL, -- empty for a search without a place, or with a larger one
    topic    TEXT NOT NULL, -- empty where the search names none
    searches INTEGER NOT NULL,
    little   INTEGER NOT NULL, -- of these, how many found little
    PRIMARY KEY (day, outward, topic)
);
