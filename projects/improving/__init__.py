"""Improving a take by itself: round by round the strongest change, and only what is better stays (docs/batch.md)."""
