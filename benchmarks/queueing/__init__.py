"""What the queue costs: `python -m benchmarks.queueing` (claims at depth, beside a peer, and whole jobs)."""
