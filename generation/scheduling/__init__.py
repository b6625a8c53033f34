"""Who is next (design section 6): the same pure policy orders the queue in PostgreSQL and the simulator's clusters."""
