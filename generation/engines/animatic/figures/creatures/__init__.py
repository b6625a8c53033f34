"""Living things with bones: how they stand, walk, run, fly and swim."""
