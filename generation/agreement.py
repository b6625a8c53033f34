"""What becomes of an agreement when there is something else now than when it was made (pure).

A person agrees to an outcome: how finished it is, its quality and its size. The way there (which row of the catalogue,
which memory step, which card) is nobody's agreement, and may change without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quality.values import Decision, Fallback, Tier

CONTINUE, CANCEL, TIMEOUT = "continue", "cancel", "timeout"
ANSWERS = (CONTINUE, CANCEL, TIMEOUT)
"""What a question may be answered; "" while it is open. TIMEOUT: nobody answered, so it went on by itself."""
ALIKE = "alike"
"""Where a job's params keep the card that was decided for it, when one of the same class took it up."""
AT_START, RAN_SHORT = "start", "memory"
"""Why something is looked at again: its turn has come, or it ran out of memory."""


class Verdict(StrEnum):
    """What to do with a part that was routed again."""

    KEEP = "keep"
    SWITCH = "switch"
    ASK = "ask"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What somebody gets, and the way there.

    `rank`: finished footage before what is drawn in a simulated card's place before a drawn preview, then the tier;
    `size`: width and height in pixels, frames, frames a second; `way`: row, memory step, device.
    """

    rank: tuple[bool, bool, int]
    size: tuple[int, int, int, int]
    way: tuple[str, str, str]

    def serves(self, agreed: "Outcome") -> bool:
        """Whether whoever agreed to `agreed` gets it: nothing worse, and nothing of another size."""
        return self.rank >= agreed.rank and self.size == agreed.size


def outcome(told: Mapping[str, Any]) -> Outcome | None:
    """The outcome in a job's params; None where they are of before there were any, or of work without a model."""
    if "row" not in told:
        return None
    return Outcome(
        (not told["preview"], not told["simulated"], Tier(told["tier"]).rank),
        (told["width"], told["height"], told["frames"], told["fps"]),
        (told["row"], told["technique"], told["device"] or ""),
    )


def as_params(decision: Decision) -> dict[str, Any]:
    """What a job is told of a decision: JSON values."""
    return {
        "width": decision.width,
        "height": decision.height,
        "frames": decision.frames,
        "fps": decision.fps,
        "steps": decision.steps,
        "guidance": decision.guidance,
        "model": decision.model,
        "row": decision.row,
        "tier": decision.achieved_tier.value,
        "technique": decision.technique,
        "techniques": list(decision.techniques),
        "tile": decision.tile,
        "device": decision.device,
        "preview": decision.preview,
        "simulated": decision.simulated,
        "memory_gb": decision.memory_gb,
        "credits": decision.credits,
    }


def verdict(mine: Outcome, in_force: Outcome, now: Outcome, *, asks: bool) -> Verdict:
    """What a part does that was planned as `mine`, in a generation of which `in_force` was agreed last.

    What is better than agreed is not taken without asking; who routes asks for no more than `mine`'s tier.
    """
    if now.serves(mine):
        return Verdict.SWITCH if now.rank == mine.rank and now.way != mine.way else Verdict.KEEP
    if now.serves(in_force):
        return Verdict.SWITCH
    return Verdict.ASK if asks else Verdict.LOWER


def price(agreed: int, now: int) -> int:
    """What a part costs after a change: never more than agreed."""
    return min(agreed, now)


def question(at: str, until: str, *, again: bool) -> dict[str, Any]:
    """A question that is asked now, `at`, and goes on by itself at `until`; moments in ISO 8601."""
    return {"asked_at": at, "until": until, "answer": "", "answered_at": None, "again": again}


def without_end(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same question, which waits for a person."""
    return {**asked, "until": None}


def answered(asked: Mapping[str, Any], answer: str, at: str) -> dict[str, Any]:
    """The same question with its answer."""
    return {**asked, "answer": answer, "answered_at": at}


def change(
    at: str, why: str, part: int, before: Mapping[str, Any], after: Mapping[str, Any], asked: Any = None
) -> dict[str, Any]:
    """One entry of a generation's history, from two jobs' params. `asked`: the question that was answered before."""
    names = ("tier", "technique", "row", "device", "preview", "credits")
    entry: dict[str, Any] = {
        "at": at,
        "why": why,
        "part": part,
        "from": {name: before.get(name) for name in names},
        "to": {name: after.get(name) for name in names},
    }
    return {**entry, "agreed": dict(asked)} if asked else entry


def notice_of_a_switch(before: Outcome, now: Outcome) -> Fallback:
    """What is said where memory ran short and only the way changed: nobody has to decide anything."""
    how = "on another graphics card" if before.way[2] != now.way[2] else "in smaller pieces"
    reason = f"Memory ran short, so this is made {how}."
    return Fallback(reason, "The quality stays as it was; it may take longer.", "another_way")
