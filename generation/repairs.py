"""What a take changes to mend what the one before was weak in, in words that every engine understands (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MORE_STEPS = 1.25
"""How many more steps a finer picture gets, where the route takes steps at all."""
REPAIRS = "repairs"
"""Where a job's params keep what it mends, those of the takes that it goes on from first."""
PACES = re.compile(r"\b(?:slow|steady|smooth|fast) ")
STILL = "static"


@dataclass(frozen=True, slots=True)
class Change:
    """`title` and `fault` are told ("Steadier camera, because take 1 flickered."); `pace` goes before the camera's
    movement, `add` behind the prompt, `without` to what is left out; `finer`: with more steps."""

    title: str
    fault: str
    pace: str = ""
    add: str = ""
    without: str = ""
    finer: bool = False


CHANGES: Mapping[str, Change] = {
    "temporal_flickering": Change("Steadier camera", "flickered", "slow", without="flicker, flashing, strobing"),
    "motion_smoothness": Change("Smoother movement", "moved in jerks", "smooth", without="jerky motion, stutter"),
    "subject_consistency": Change("Calmer camera", "did not keep its subject", "slow", without="morphing, distortion"),
    "background_consistency": Change("Calmer camera", "did not keep its background", "slow", without="warping"),
    "dynamic_degree": Change("Livelier camera", "hardly moved", "fast", without="freeze frame"),
    "aesthetic_quality": Change("Richer colours", "looked dull", add="vivid colours", without="dull, flat", finer=True),
    "imaging_quality": Change(
        "Sharper picture", "was soft, noisy or badly lit", add="sharp focus", without="blurry, noise, grain", finer=True
    ),
    "prompt_alignment": Change("Closer to your words", "left some of them out", finer=True),
}


def mend(params: Mapping[str, Any], take: int, dimension: str) -> dict[str, Any]:
    """The params of a take that mends `dimension` of `take`, whose own these are; what that one mended stays so."""
    change = CHANGES[dimension]
    repair = {"take": take, "dimension": dimension, "words": words_of(change, take)}
    repair |= {name: word for name, word in (("pace", change.pace), ("add", change.add)) if word}
    changed = {**params, REPAIRS: [*params.get(REPAIRS, []), repair]}
    changed["negative_prompt"] = _joined(str(params.get("negative_prompt", "")), change.without)
    if change.finer and params.get("steps") and not params.get("preview"):
        changed["steps"] = round(int(params["steps"]) * MORE_STEPS)
    return changed


def words_of(change: Change, take: int) -> str:
    """Why it is made so: "Steadier camera, because take 1 flickered."."""
    return f"{change.title}, because take {take} {change.fault}."


def _joined(present: str, more: str) -> str:
    """Both lists of words, each word once."""
    words = [word.strip() for word in f"{present},{more}".split(",")]
    return ", ".join(dict.fromkeys(word for word in words if word))


def told(repairs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The last of a take's repairs as its own: which take it mends, and in what; empty where it mends none."""
    return {name: repairs[-1][name] for name in ("take", "dimension", "words")} if repairs else {}


def directed(movement: str, another: str, repairs: Sequence[Mapping[str, Any]]) -> str:
    """The camera's movement in words, and what else the repairs ask for. `another` takes the place of a camera that
    stands still where more should move; who asked for one that stands still gets no other."""
    pace = next((str(repair["pace"]) for repair in reversed(repairs) if repair.get("pace")), "")
    if pace == "fast" and STILL in movement:
        movement = another
    if pace and STILL not in movement:
        movement = f"{pace} {PACES.sub('', movement)}"
    return ", ".join(dict.fromkeys([movement, *(str(repair["add"]) for repair in repairs if repair.get("add"))]))
