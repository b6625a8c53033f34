"""Routing chooses what an exhaustive search finds best (requirement Q3)."""

from benchmarks.routing import compare


def test_routing_agrees_with_an_exhaustive_search() -> None:
    found = compare(cases=1500, seed=7)
    assert not found.disagreements
    assert len(found.rows) > 30  # nearly every row of the catalogue was chosen at least once
