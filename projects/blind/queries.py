"""Blind tests as people may see them: hidden until they have voted on all, or until it is closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from accounts.problems import not_found
from generation import values
from generation.fan_out import seed_of
from generation.models import Generation, HeroFrame
from projects.blind.deciding import A, B, Seat, Verdict, verdict
from projects.blind.services import seats_of
from projects.models import BlindTest, BlindVote

MAKING, VOTING, CLOSED = "making", "voting", "closed"
Frames: TypeAlias = dict[UUID, dict[int, HeroFrame]]
"""The pictures of generations, each by its seed."""
STATES = ((MAKING, "Being made"), (VOTING, "Takes votes"), (CLOSED, "Closed"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A test as one person finds it. `frames`: of each pair that is whole, by its number, the frames of A and of B;
    `seats`: those pairs in the person's order; `votes`: their own, by the pair's number; `voters`: how many voted."""

    test: BlindTest
    state: str
    frames: Mapping[int, Mapping[str, HeroFrame]]
    seats: tuple[Seat, ...]
    votes: Mapping[int, str]
    voters: int

    @property
    def revealed(self) -> bool:
        """Whether the person may know which is which."""
        all_voted = self.state == VOTING and bool(self.seats) and all(seat.number in self.votes for seat in self.seats)
        return self.state == CLOSED or all_voted


def tests() -> QuerySet[BlindTest]:
    """The workspace's, newest first; those of scenes in the bin are not shown."""
    related = ("scene__episode__project", "created_by", "frames_a", "frames_b", "version_a__template")
    return BlindTest.objects.filter(scene__deleted_at=None).select_related(*related, "version_b__template")


def test(test_id: UUID) -> BlindTest:
    """One of them; the 404 problem for none of this workspace."""
    found = tests().filter(pk=test_id).first()
    if found is None:
        raise not_found()
    return found


def held(test_id: UUID) -> BlindTest:
    """The same with its row locked: votes and its end follow each other."""
    if not BlindTest.objects.held().filter(pk=test_id).exists():
        raise not_found()
    return test(test_id)


def standing(of: BlindTest, user_id: UUID | None) -> Standing:
    """How it stands for somebody; a service token has no votes, and sees no pairs before the end."""
    return standings([of], user_id)[0]


def standings(tests: Sequence[BlindTest], user_id: UUID | None) -> list[Standing]:
    """The same of several, with as few questions as of one."""
    frames, votes = _frames_of(tests), defaultdict[UUID, list[BlindVote]](list)
    for vote in BlindVote.objects.filter(test__in=tests):
        votes[vote.test_id].append(vote)
    return [_standing(one, user_id, whole_pairs(one, frames), votes[one.pk]) for one in tests]


def _standing(
    of: BlindTest, user_id: UUID | None, frames: Mapping[int, Mapping[str, HeroFrame]], votes: Sequence[BlindVote]
) -> Standing:
    state = state_of(of)
    seats = seats_of(of, user_id) if user_id and state != MAKING else ()
    own = {vote.number: vote.choice for vote in votes if user_id is not None and vote.user_id == user_id}
    whole = tuple(seat for seat in seats if seat.number in frames)
    return Standing(of, state, frames, whole, own, len({vote.user_id for vote in votes}))


def state_of(of: BlindTest) -> str:
    """Whether it is being made, takes votes, or is closed."""
    if of.closed_at is not None:
        return CLOSED
    return MAKING if any(_is_open(each) for each in (of.frames_a, of.frames_b)) else VOTING


def _is_open(generation: Generation | None) -> bool:
    return generation is not None and generation.state not in values.GENERATION_ENDS


def whole_pairs(of: BlindTest, frames: Frames) -> dict[int, dict[str, HeroFrame]]:
    """By its number, each pair of which both pictures are there."""
    if of.frames_a is None or of.frames_b is None:
        return {}
    a, b = frames.get(of.frames_a.pk, {}), frames.get(of.frames_b.pk, {})
    seeds = {number: seed_of(of.frames_a.seed, number) for number in range(1, of.pairs + 1)}
    return {number: {A: a[seed], B: b[seed]} for number, seed in seeds.items() if seed in a and seed in b}


def _frames_of(tests: Sequence[BlindTest]) -> Frames:
    asked = [pk for one in tests for pk in (one.frames_a_id, one.frames_b_id) if pk]
    rows = HeroFrame.objects.filter(generation__in=asked, origin=values.GENERATED).select_related("output__file")
    found: Frames = defaultdict(dict)
    for frame in rows:
        if frame.generation_id is not None:
            found[frame.generation_id][frame.seed] = frame
    return found


def verdicts(of: BlindTest, frames: Mapping[int, Mapping[str, HeroFrame]]) -> tuple[Verdict, dict[int, Verdict]]:
    """What all votes say together, and of each pair."""
    rows = list(BlindVote.objects.filter(test=of).values_list("number", "choice"))
    each = {number: verdict(choice for at, choice in rows if at == number) for number in frames}
    return verdict(choice for _, choice in rows), each
