"""What leaves by a network: intent is a row of the transaction that changes a state, and a worker's pump sends it."""
