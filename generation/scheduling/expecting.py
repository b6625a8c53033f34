"""When a waiting job is expected to begin (pure): the line as it stands, served by the workers that a lane has.

The first of the line is walked once: whoever is free takes the first whose workspace runs fewer than its plan lets it.
What enters later and goes before is not known, and what runs may end now or take all of its time; so a range is told.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_AHEAD = 1000
"""Further than this nobody is told how far it is, only that it is more."""
LOW, HIGH = 0.75, 1.5
"""What the line takes at best and at worst, of what it is expected to: four of five jobs lie inside their own range,
and ranges are told about as wide as this (docs/prediction.md); many jobs together lie nearer to the middle."""


@dataclass(frozen=True, slots=True)
class InLine:
    """A job of the line: of which workspace, and how many seconds it is expected to take."""

    job: Any
    workspace: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Expected:
    """`ahead`: jobs that begin before it; `seconds`: (low, high) until it begins."""

    ahead: int
    seconds: tuple[float, float]


def expected_starts(
    line: Sequence[InLine],
    running: Sequence[InLine],
    servers: int,
    most_at_once: Mapping[Any, int | None],
) -> dict[Any, Expected]:
    """When each job of the line begins, in the order in which they do.

    `servers`: workers of the lane, 1 or more; `most_at_once`: of workspaces whose plan has a limit, 0 for one that is
    paused: its jobs never begin, and are left out.
    """
    served = _Served(line, most_at_once)
    ends: list[tuple[float, int, Hashable]] = []
    for number, found in enumerate(running):
        served.begin(found.workspace)
        heapq.heappush(ends, (found.seconds / 2, number, found.workspace))
    free, now = max(0, max(1, servers) - len(running)), 0.0
    starts: dict[Any, Expected] = {}
    while True:
        while free and (job := served.next()) is not None:
            starts[job.job] = Expected(len(starts), (LOW * now, HIGH * now + (_rest(running) if now else 0.0)))
            heapq.heappush(ends, (now + job.seconds, len(running) + len(starts), job.workspace))
            free -= 1
        if not ends or not served.left:
            return starts
        now, _, workspace = heapq.heappop(ends)
        served.end(workspace)
        free += 1


def _rest(running: Sequence[InLine]) -> float:
    """What may be longer because something that runs has only just begun."""
    return max((found.seconds / 2 for found in running), default=0.0)


class _Served:
    """The line by workspaces: the first of each stands in one heap, unless its plan holds it back."""

    def __init__(self, line: Sequence[InLine], most_at_once: Mapping[Any, int | None]) -> None:
        self._most, self.left = most_at_once, 0
        self._at_once: defaultdict[Hashable, int] = defaultdict(int)
        self._mine: defaultdict[Hashable, list[tuple[int, InLine]]] = defaultdict(list)
        for number, found in reversed(list(enumerate(line))):
            if most_at_once.get(found.workspace) != 0:
                self._mine[found.workspace].append((number, found))
                self.left += 1
        self._first = [(jobs[-1][0], str(who), who) for who, jobs in self._mine.items()]
        heapq.heapify(self._first)

    def next(self) -> InLine | None:
        """Take the first whose workspace has room; those without wait until one of theirs ends."""
        while self._first:
            _, _, who = heapq.heappop(self._first)
            if self._has_room(who):
                _, found = self._mine[who].pop()
                self.left -= 1
                self.begin(who)
                if self._mine[who] and self._has_room(who):
                    self._stand(who)
                return found
        return None

    def begin(self, who: Hashable) -> None:
        """One more of a workspace runs."""
        self._at_once[who] += 1

    def end(self, who: Hashable) -> None:
        """One of a workspace is done; its next stands in line again, where it was held back for that."""
        was_full = not self._has_room(who)
        self._at_once[who] -= 1
        if was_full and self._has_room(who) and self._mine[who]:
            self._stand(who)

    def _has_room(self, who: Hashable) -> bool:
        most = self._most.get(who)
        return most is None or self._at_once[who] < most

    def _stand(self, who: Hashable) -> None:
        heapq.heappush(self._first, (self._mine[who][-1][0], str(who), who))
