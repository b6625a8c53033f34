"""Which lane a job stands in, and which lanes a card's worker serves."""

from hypothesis import given
from hypothesis import strategies as st

from generation import lanes
from generation.lanes import HELP_SECONDS, LaneNow, belongs, deserted, help_of, lane_of, shared
from generation.values import JOB_CUT, JOB_PICTURE, JOB_PLAN, JOB_SCORE, JOB_TAKE
from generation.values import LANES as JOB_LANES
from generation.waiting import lane_words
from quality.values import Device, DeviceKind


def card(name: str, total_gb: float, kind: DeviceKind = DeviceKind.CUDA) -> Device:
    return Device(name, name, total_gb, kind=kind)


SMALL, LARGE, HUGE = card("a", 12), card("b", 24), card("c", 80)


def with_work(*names: str) -> list[LaneNow]:
    return [LaneNow(name, ready=True) for name in names]


def test_work_for_a_card_stands_in_the_lane_of_its_class() -> None:
    assert lane_of(JOB_PICTURE, "host/GPU-1", "cuda-24gb") == "cuda-24gb"
    assert lane_of(JOB_TAKE, None, "cpu") == "cpu"
    assert lane_of(JOB_TAKE, None, "provider") == "remote"
    assert [lane_of(kind, "host/GPU-1", "cuda-24gb") for kind in (JOB_PLAN, JOB_SCORE, JOB_CUT)] == [
        "cpu",
        "export",
        "export",
    ]


def test_a_card_helps_smaller_ones_of_its_kind_the_largest_first() -> None:
    waiting = with_work("cuda-8gb", "cuda-12gb", "simulated-12gb", "cuda-80gb", "cpu")
    found = help_of("cuda-24gb", waiting, [SMALL, LARGE, HUGE])
    assert (found.lanes, found.seconds, found.alone) == (("cuda-12gb", "cuda-8gb"), None, False)


def test_the_only_card_that_holds_large_work_takes_only_what_is_short() -> None:
    found = help_of("cuda-24gb", with_work("cuda-12gb"), [SMALL, LARGE])
    assert (found.lanes, found.seconds, found.alone) == (("cuda-12gb",), HELP_SECONDS, True)


def test_a_lane_is_deserted_when_no_card_of_its_own_lives_though_a_larger_one_might_help() -> None:
    waiting = with_work("cuda-24gb", "cuda-12gb", "rocm-8gb", "cpu", "export")
    assert deserted(waiting, [SMALL]) == ["cuda-24gb", "rocm-8gb"]
    assert deserted(waiting, [LARGE]) == ["cuda-12gb", "rocm-8gb"]


@given(st.lists(st.sampled_from([SMALL, LARGE, HUGE]), min_size=1, max_size=4))
def test_every_lane_has_a_card_that_takes_whatever_it_holds_or_is_routed_again(cards: list[Device]) -> None:
    """A card serves its own lane first, without a limit of time; help alone may refuse what takes long for ever."""
    waiting = with_work("cuda-12gb", "cuda-24gb", "cuda-80gb")
    served = {card.device_class for card in cards}
    assert {lane.name for lane in waiting} == served | set(deserted(waiting, cards))


def test_work_belongs_to_the_worker_of_its_card_and_drawn_work_to_one_without() -> None:
    assert belongs("host/GPU-1", "host/GPU-1")
    assert belongs(None, "")
    assert not belongs("host/GPU-1", "host/GPU-2")
    assert not belongs("host/GPU-1", "")
    assert not belongs(None, "host/GPU-1")


def test_cards_of_one_class_share_the_work_of_their_lane() -> None:
    twins = [card("a", 24), card("b", 24), card("c", 12)]
    assert shared({"cuda-24gb": 90.0}, twins) == {"a": 45.0, "b": 45.0, "c": 0.0}


CARDS = st.builds(
    Device,
    id=st.sampled_from("abcdefgh"),
    name=st.just("card"),
    total_gb=st.sampled_from((8.0, 12.0, 24.0, 80.0)),
    kind=st.sampled_from((DeviceKind.CUDA, DeviceKind.SIMULATED)),
)


@given(CARDS, st.lists(CARDS, max_size=6), st.lists(CARDS, max_size=6))
def test_help_never_goes_to_a_lane_whose_work_does_not_fit(
    mine: Device, others: list[Device], wanted: list[Device]
) -> None:
    waiting = with_work(*{one.device_class for one in wanted})
    for lane in help_of(mine.device_class, waiting, [mine, *others]).lanes:
        found = next(one for one in wanted if one.device_class == lane)
        assert found.kind is mine.kind
        assert found.total_gb < mine.total_gb
        assert lanes.is_of_cards(lane)


def test_a_lane_is_told_in_words() -> None:
    assert lane_words("cuda-24gb") == lane_words("simulated-24gb") == "24 GB cards"
    assert lane_words(JOB_LANES[JOB_CUT]) == "Looking over, cutting"
