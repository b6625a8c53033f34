"""What is thought of an episode: its score, the weakest scenes and what to make again (pure)."""

from collections.abc import Mapping, Sequence

from generation.suggesting.values import Measured, Seen
from projects.judging.rounds import rounds
from projects.judging.values import Corner, Judgement, SceneFacts, Verdict
from quality.scoring import ClipScore, DifferentMethods, Score, on_common_ground
from quality.scoring.dimensions import DIMENSIONS, profile
from quality.scoring.flags import HARD
from quality.scoring.names import NAMES, name_of
from quality.scoring.totals import weigh

REDO_BELOW = 65
"""Points of 100 under which pages call a score weak."""
WEAK_BELOW = 65
MOST_NAMED = 2
FLAG_WORDS = {
    "single-frame": "it is a single frame",
    "cut": "it jumps to another picture",
    "frozen": "it stands still for a while",
    "noise": "it is noisy",
    "repeated-frames": "some frames repeat",
    "jumps": "it moves in jumps",
    "flicker": "it flickers",
    "blurred": "it is out of focus",
    "blocky": "it shows blocks",
}


def judge(scenes: Sequence[SceneFacts], earlier: Sequence[Measured] = ()) -> Judgement:
    """Everything at once; `earlier`: what was measured of the workspace's last scenes."""
    usual = averages(earlier)
    verdicts = sorted((_verdict(scene, usual) for scene in scenes), key=_weakest_first)
    scored = [scene for scene in scenes if scene.total is not None]
    totals, alike = _totals(scored)
    points = _weighted(scored, totals)
    return Judgement(
        scenes=tuple(verdicts),
        points=points,
        said=_said(scenes, scored, points, alike=alike),
        alike=alike,
        seconds_measured=sum(scene.seconds for scene in scored),
        compared_with=len(earlier),
        rounds=rounds(scored) if alike else (),
    )


def averages(earlier: Sequence[Measured]) -> dict[tuple[str, str, str], float]:
    """The mean of each dimension over earlier scenes, by dimension, method and version: never across methods."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for measured in earlier:
        for dimension, seen in measured.items():
            found.setdefault((dimension, seen.method, seen.version), []).append(seen.value)
    return {key: sum(values) / len(values) for key, values in found.items()}


def _totals(scored: Sequence[SceneFacts]) -> tuple[list[float] | None, bool]:
    """(a total of each scene that may be compared with the others', whether all were measured in the same way)."""
    clips = [_clip(scene) for scene in scored]
    if len({clip.profile for clip in clips}) <= 1:
        return [scene.total or 0.0 for scene in scored], True
    try:
        return [clip.total or 0.0 for clip in on_common_ground(clips)], False
    except DifferentMethods:
        return None, False


def _clip(scene: SceneFacts) -> ClipScore:
    scores = {
        name: Score(name, "measured", seen.value, None, seen.method, seen.version)
        for name, seen in scene.measured.items()
    }
    total, weight = weigh(scores)
    return ClipScore(scores, total, weight, scene.flags, profile(scores.values()))


def _weighted(scored: Sequence[SceneFacts], totals: list[float] | None) -> int | None:
    seconds = sum(scene.seconds for scene in scored)
    if totals is None or not seconds:
        return None
    return round(100 * sum(scene.seconds * total for scene, total in zip(scored, totals, strict=True)) / seconds)


def _said(scenes: Sequence[SceneFacts], scored: Sequence[SceneFacts], points: int | None, *, alike: bool) -> str:
    """What the score over all rests on."""
    if not scored:
        return "No take of this episode was looked over yet."
    of = f"{len(scored)} of {len(scenes)} scenes" if len(scored) < len(scenes) else _all_of(len(scenes))
    if points is None:
        return f"{of} were measured in different ways, so there is no score over all of them."
    basis = "" if alike else ", over what was measured the same way in all of them"
    return f"{of}, weighed by their seconds{basis}."


def _all_of(count: int) -> str:
    return "One scene" if count == 1 else f"All {count} scenes"


def _verdict(scene: SceneFacts, usual: Mapping[tuple[str, str, str], float]) -> Verdict:
    points = None if scene.total is None else round(scene.total * 100)
    corners = tuple(_corner(dimension, scene, usual) for dimension in _order(scene))
    why = _why(scene, points, corners)
    is_broken = any(flag in HARD for flag in scene.flags)
    redo = is_broken or (points is not None and points < REDO_BELOW) or (bool(why) and scene.total is None)
    return Verdict(scene, points, corners, redo, why)


def _order(scene: SceneFacts) -> list[str]:
    known = {*scene.measured, *scene.reasons}
    return [*(name for name in DIMENSIONS if name in known), *sorted(known - set(DIMENSIONS), key=_place)]


def _place(dimension: str) -> tuple[int, str]:
    names = list(NAMES)
    return names.index(dimension) if dimension in names else len(names), dimension


def _corner(dimension: str, scene: SceneFacts, usual: Mapping[tuple[str, str, str], float]) -> Corner:
    seen: Seen | None = scene.measured.get(dimension)
    if seen is None:
        return Corner(dimension, None, None, scene.reasons.get(dimension, ""))
    before = usual.get((dimension, seen.method, seen.version))
    return Corner(dimension, round(seen.value * 100), None if before is None else round(before * 100))


def _why(scene: SceneFacts, points: int | None, corners: Sequence[Corner]) -> str:
    """What is wrong, in a sentence: a missing take, defects, then the weakest dimensions."""
    if scene.take is None:
        return "It has no take yet."
    if points is None:
        return "Its take was not looked over."
    flags = [FLAG_WORDS.get(flag, flag.replace("-", " ")) for flag in scene.flags][:MOST_NAMED]
    weak = sorted((corner for corner in corners if corner.points is not None), key=lambda corner: corner.points or 0)
    named = [f"{name_of(c.dimension).lower()} {c.points}" for c in weak if (c.points or 0) < WEAK_BELOW][:MOST_NAMED]
    parts = [_listed(flags), f"weak: {_listed(named)}" if named else ""]
    told = "; ".join(part for part in parts if part)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def _weakest_first(verdict: Verdict) -> tuple[int, int, int]:
    """Defects that nobody would show, then the lowest score; what has no score yet comes after all that have."""
    if verdict.points is None:
        return 2, 0, verdict.scene.number
    is_broken = any(flag in HARD for flag in verdict.scene.flags)
    return 0 if is_broken else 1, verdict.points, verdict.scene.number
