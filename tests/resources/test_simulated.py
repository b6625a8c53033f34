"""SIMULATED_GPUS and VRAM_LIMIT: what may be written, what it means, and what is said of anything else."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from quality.resources import limit, simulated, sources
from quality.resources.checks import device_settings_are_sound
from quality.resources.cleaning import clean
from quality.resources.errors import BadSetting
from quality.resources.simulated import Fault, SimulatedCard, parse
from quality.resources.values import GB

ROOT = Path(__file__).resolve().parents[2]
SIZES = st.integers(1, 4096)
T = TypeVar("T")


def outcome(read: Callable[[str], T], text: str) -> T | BadSetting:
    """What a setting means, or what is wrong with it."""
    try:
        return read(text)
    except BadSetting as error:
        return error


def card(number: int, total: float, held: float = 0, fault: Fault | None = None) -> SimulatedCard:
    return SimulatedCard(f"simulated-{number}", round(total * GB), round(held * GB), fault)


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ()),
        ("  ", ()),
        ("1x8GB", (card(1, 8),)),
        ("24GB", (card(1, 24),)),
        ("2x24GB,1x12GB", (card(1, 24), card(2, 24), card(3, 12))),
        (" 2 x 24 gb , 12Gb ", (card(1, 24), card(2, 24), card(3, 12))),
        ("1x24GB@18GB", (card(1, 24, 18),)),
        ("1x24GB!oom", (card(1, 24, fault=Fault.OOM),)),
        ("24GB@6.5GB!LOST,8GB!nonsense", (card(1, 24, 6.5, Fault.LOST), card(2, 8, fault=Fault.NONSENSE))),
    ],
)
def test_cards_are_read_as_people_write_them(text: str, cards: tuple[SimulatedCard, ...]) -> None:
    assert parse(text) == cards


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24", '"24" is not a card'),
        ("2x", '"2x" is not a card'),
        ("2x24GB,,8GB", '"" is not a card'),
        ("two 24GB", "is not a card"),
        ("0x24GB", "0 cards"),
        ("65x8GB", "65 cards"),
        ("64x8GB,8GB", "65 cards are too many"),
        ("1x0GB", "0GB is no size"),
        ("1x5000GB", "5000GB is no size"),
        ("1x-8GB", "is not a card"),
        ("1xnanGB", "is not a card"),
        ("1x\u0668GB", "is not a card"),
        ("1x24GB@25GB", "25GB in use are more than the card has"),
        ("1x24GB!fire", '"!fire" is not a fault'),
        ("1x24GB!oom!lost", "is not a card"),
    ],
)
def test_what_is_no_card_is_refused_with_what_would_work(text: str, said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        parse(text)
    assert refused.value.setting == "SIMULATED_GPUS"
    assert said in refused.value.detail
    assert refused.value.advice


@given(st.text(max_size=60) | st.text("0123456789xGBgb@!., oomlst", max_size=40))
def test_any_text_is_cards_or_a_problem_that_names_the_setting(text: str) -> None:
    cards = outcome(parse, text)
    if isinstance(cards, BadSetting):
        assert cards.setting == "SIMULATED_GPUS"
        return
    assert len({card.id for card in cards}) == len(cards) <= simulated.MOST_CARDS
    assert all(0 <= card.held_bytes <= card.total_bytes for card in cards)


@given(st.lists(st.tuples(st.integers(1, 5), SIZES, st.none() | SIZES, st.none() | st.sampled_from(Fault)), max_size=8))
def test_what_is_written_by_the_grammar_is_read_back(kinds: list[tuple[int, int, int | None, Fault | None]]) -> None:
    kinds = [(count, total, held and min(held, total), fault) for count, total, held, fault in kinds]
    parts = [
        f"{count}x{total}GB{f'@{held}GB' if held else ''}{f'!{fault}' if fault else ''}"
        for count, total, held, fault in kinds
    ]
    expected = [(total, held or 0, fault) for count, total, held, fault in kinds for _ in range(count)]
    assert [(c.total_bytes // GB, c.held_bytes // GB, c.fault) for c in parse(",".join(parts))] == expected


@given(st.text(max_size=20) | SIZES.map(lambda size: f"{size}GB"))
def test_any_limit_is_a_size_or_a_problem_that_names_the_setting(text: str) -> None:
    found = outcome(limit.parse, text)
    if isinstance(found, BadSetting):
        assert found.setting == "VRAM_LIMIT"
        return
    assert (found is None) == (not text.strip())
    assert found is None or 0 < found <= 4096 * GB


def test_load_and_faults_go_through_the_cleaning_of_every_card() -> None:
    busy, lost, nonsense = (clean(simulated.raw(card)) for card in parse("24GB@18GB,24GB!lost,24GB!nonsense"))
    assert (busy.used_bytes, busy.ours_bytes, busy.utilisation, busy.warnings) == (18 * GB, 0, 0.75, ())
    assert "no longer answers" in lost.warnings[0]
    assert "can't be read" in nonsense.warnings[0]
    assert lost.used_bytes == lost.total_bytes == nonsense.used_bytes


def test_a_card_with_too_little_memory_fails_only_work_that_needs_more_than_half() -> None:
    (faulty,) = parse("24GB!oom")
    assert not faulty.runs_out(12.0)
    assert faulty.runs_out(12.1)
    assert not replace(faulty, fault=None).runs_out(1000)


@override_settings(SIMULATED_GPUS="2x24GB@20GB!oom,1x12GB", VRAM_LIMIT="8GB")
def test_the_limit_caps_simulated_cards_too_and_never_frees_more_than_there_is() -> None:
    first, second, third = sources.readings()
    assert [reading.total_bytes for reading in (first, second, third)] == [8 * GB] * 3
    assert first.used_bytes == 4 * GB, "4 of 24 GB are free, so 4 of 8 are"
    assert third.used_bytes == 0
    found = sources.simulated_card("one/simulated-2")
    assert found is not None
    assert found.fault is Fault.OOM
    assert sources.simulated_card("one/GPU-1") is None


@pytest.mark.parametrize("module", ["config.asgi", "config.workers"])
def test_neither_web_nor_a_worker_starts_with_a_bad_setting(module: str) -> None:
    environment = {**os.environ, "SIMULATED_GPUS": "2x24", "DAILIES_DEVICE": "cpu"}
    words = [sys.executable, "-c", f"import {module}"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert 'SIMULATED_GPUS: "2x24" is not a card. Write cards like 2x24GB' in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SIMULATED_GPUS": "two"}, "SIMULATED_GPUS"),
        ({"VRAM_LIMIT": "8"}, "VRAM_LIMIT"),
        ({"DEVICE_SECONDS": 0.0}, "DEVICE_SECONDS"),
        ({"DEVICE_SECONDS": float("nan")}, "DEVICE_SECONDS"),
    ],
)
def test_a_bad_setting_is_told_when_the_studio_starts(settings: dict[str, object], said: str) -> None:
    with override_settings(**settings):
        (fault,) = device_settings_are_sound(None)
    assert said in fault.msg
    assert fault.hint
    assert device_settings_are_sound(None) == []
