"""Who sees what, and what votes say: fair to both sides, whatever the votes."""

from collections import Counter
from hashlib import sha256

from hypothesis import assume, given
from hypothesis import strategies as st

from projects.blind.deciding import SAME, A, B, Seat, other, seating, verdict, wilson

COUNTS = st.integers(0, 400)


def votes(a: int, b: int, same: int) -> list[str]:
    return [A] * a + [B] * b + [SAME] * same


@given(COUNTS, COUNTS, COUNTS)
def test_swapping_the_sides_swaps_the_verdict(a: int, b: int, same: int) -> None:
    one, swapped = verdict(votes(a, b, same)), verdict(votes(b, a, same))
    assert swapped.winner == (other(one.winner) if one.winner else "")
    assert abs(swapped.low - (1 - one.high)) < 1e-9
    assert abs(swapped.high - (1 - one.low)) < 1e-9
    said = one.sentence.translate(str.maketrans("AB", "BA")) if a != b else one.sentence
    assert swapped.sentence == said


@given(COUNTS, COUNTS, COUNTS)
def test_a_winner_is_named_exactly_where_one_half_lies_outside_of_the_interval(a: int, b: int, same: int) -> None:
    found = verdict(votes(a, b, same))
    assume(abs(found.low - 0.5) > 1e-9 and abs(found.high - 0.5) > 1e-9)
    assert found.winner == (A if found.low > 0.5 else B if found.high < 0.5 else "")
    assert 0 <= found.low <= (found.share if found.share is not None else 0.5) <= found.high <= 1


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_votes_of_the_same_share_make_it_surer(hits: int, more: int) -> None:
    count = max(hits, 1) + more
    low, high = wilson(hits, count)
    lower, higher = wilson(hits * 4, count * 4)
    assert higher - lower < high - low


def test_the_sentences_are_plain() -> None:
    assert verdict([]).sentence == "Nobody has voted yet."
    assert verdict(votes(6, 4, 0)).sentence == "Too close to call: 6 of 10 preferred A."
    assert verdict(votes(2, 2, 1)).sentence == "Too close to call: A and B have 2 each. 1 vote saw no difference."
    assert verdict(votes(0, 0, 3)).sentence == "Too close to call: 3 votes saw no difference."
    told = verdict(votes(3, 15, 2)).sentence
    assert told == "B is preferred: 15 of 18, which chance alone hardly brings. 2 votes saw no difference."


def test_wilson_says_what_is_published() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for hits, count, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = wilson(hits, count)
        assert abs(found[0] - low) < 5e-5
        assert abs(found[1] - high) < 5e-5


def chance_of(voter: str):  # type: ignore[no-untyped-def]
    return lambda words: int.from_bytes(sha256(f"{voter} {words}".encode()).digest())


@given(st.integers(1, 8), st.text(max_size=8))
def test_everybody_sees_every_pair_once_and_always_in_the_same_way(pairs: int, voter: str) -> None:
    seats = seating(pairs, chance_of(voter))
    assert sorted(seat.number for seat in seats) == list(range(1, pairs + 1))
    assert seats == seating(pairs, chance_of(voter))


@given(st.sampled_from([A, B]), st.sampled_from(["left", "right", "same"]))
def test_a_vote_is_kept_for_what_was_seen(left: str, choice: str) -> None:
    seat = Seat(1, left)
    assert seat.shown(seat.meant(choice)) == choice
    if choice != SAME:
        assert seat.meant(choice) == seat.picture(choice)


def test_over_many_people_neither_side_nor_place_tells_anything() -> None:
    people = [seating(4, chance_of(f"person {number}")) for number in range(400)]
    lefts = Counter(seats[0].left for seats in people)
    firsts = Counter(seats[0].number for seats in people)
    assert 140 < lefts[A] < 260
    assert all(60 < firsts[number] < 140 for number in (1, 2, 3, 4))
