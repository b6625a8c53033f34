"""History: what was made, found again by its words, compared, counted, exported and, after a time, let go."""
