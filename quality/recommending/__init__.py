"""What to choose on this machine, and what a larger card would bring: pure, from the catalogue, ratings and history."""
