"""One request for many pictures: lists and ranges in its words, several seeds, several sizes (docs/batch.md)."""
