"""/tiers"""

import pytest

from tests.cast import Speaker

pytestmark = pytest.mark.django_db


def test_the_three_choices_are_told_in_plain_words(as_viewer: Speaker) -> None:
    tiers = as_viewer.made("GET", "tiers")
    assert [tier["id"] for tier in tiers] == ["low", "standard", "high"]
    assert [tier["name"] for tier in tiers] == ["Low", "Standard", "High"]
    assert [tier["words"] for tier in tiers] == ["Fast iterations", "Balanced quality", "Maximum fidelity"]
    for tier in tiers:
        assert tier["available"] is True
        assert tier["notice"]
        for kind in ("picture", "video"):
            low, high = tier[kind]["time_range_seconds"]
            assert 0 < low <= high
            assert tier[kind]["width"] >= tier[kind]["height"] > 0


def test_no_model_is_named(as_viewer: Speaker) -> None:
    told = as_viewer.call("GET", "tiers").content.decode().lower()
    for name in ("flux", "wan", "diffusers", "animatic", "schnell"):
        assert name not in told


def test_better_is_larger(as_viewer: Speaker) -> None:
    tiers = as_viewer.made("GET", "tiers")
    widths = [tier["picture"]["width"] for tier in tiers]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3
