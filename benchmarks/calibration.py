"""Which total means "ask a person", and which "good enough": `nice python -m benchmarks.calibration [--prompts N]`.

Good takes are drawn by the embedded engine from many prompts and seeds in Low's sizes, every other one from a hero
frame as the studio shoots them, the rest from words alone; each is then broken in every way of `WAYS`, and all are
scored by the project's own scorer. The threshold for a person is the lowest total that `CAUGHT` of the ruined takes
(`RUINED`) are under, but never one that more than `FALSE_REVIEWS` of the good ones are under: as low as can be, for
footage of other engines is less even than drawn pictures. "Good enough" is the middle of the good ones, or what nine
of ten ruined ones stay under if that is more; a take with any flag is never good enough. Writes the figures to
quality/scoring/calibration-1.json, which the scorer reads, and prints the error rates at them, which docs/scoring.md
keeps. `--rows` keeps every clip's figures too.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.breaking import RUINED, WAYS, WRONG_PROMPT
from generation.engines import registry
from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Picture, PictureRequest, VideoRequest
from generation.enhancement import choosing
from generation.media.video import write_mp4
from quality.scoring import DIMENSIONS, ClipScore, score_clip
from quality.scoring.flags import HARD
from quality.scoring.judging import CALIBRATION

FRAME, SIZE, FRAMES, FPS = (768, 432), (512, 288), 49, 24
FALSE_REVIEWS, CAUGHT = 0.02, 0.9
"""How often a good take may be held for a person, and how many of the ruined ones must be."""
LEAST_OF_A_PROFILE = 12
"""Good takes that a profile needs for figures of its own."""
DIGITS = 3
EXTRA_PROMPTS = ("a red car on a gray road at noon", "a dark blue sea at night", "white snow, bright sunny day")
"""Most of these words pixels can answer, so that prompt alignment is measured too."""


@dataclass(frozen=True)
class Scored:
    """A take, and how it was broken ("" for good)."""

    way: str
    clip: ClipScore


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=24)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--out", type=Path, default=CALIBRATION)
    parser.add_argument("--rows", type=Path)
    options = parser.parse_args()
    began = time.process_time()
    scored = list(measured(prompts(options.prompts), options.seeds))
    table = calibrated(scored)
    told = {
        "version": 1,
        "made_by": f"python -m benchmarks.calibration --prompts {options.prompts} --seeds {options.seeds}",
        "clips": f"{SIZE[0]}x{SIZE[1]}, {FRAMES} frames at {FPS} a second",
        "methods": {"classical": table, "vbench": {"profiles": {}, "all": NEVER}},
    }
    options.out.write_text(json.dumps(told, indent=1) + "\n")
    if options.rows:
        options.rows.write_text("".join(json.dumps(row(each)) + "\n" for each in scored))
    print(json.dumps(rates(scored, table["all"]), indent=1))
    print(f"{len(scored)} clips, {time.process_time() - began:.0f} s of processor time", file=sys.stderr)


def row(each: Scored) -> dict[str, Any]:
    """A clip's figures as JSON values."""
    values = {name: score.value for name, score in each.clip.scores.items()}
    return {"way": each.way, "total": each.clip.total, "flags": each.clip.flags, "scores": values}


NEVER: dict[str, Any] = {"review_below": None, "good_from": None, "usual": {}}
"""A method that was not calibrated yet: only defects ask for a person, and nothing stops early."""


def prompts(count: int) -> list[str]:
    """The first of the project's own prompts, and those that the scorer can check word by word."""
    lines = (Path(__file__).parent / "prompts.txt").read_text().splitlines()
    return [*EXTRA_PROMPTS, *(line for line in lines if line and not line.startswith("#"))][:count]


def measured(wanted: list[str], seeds: int) -> Iterator[Scored]:
    """Each prompt and seed as it is, then broken in every way."""
    for number, prompt in enumerate(wanted):
        for seed in range(1, seeds + 1):
            frames = shot(prompt, seed, 1 + (number + seed) % 3, from_frame=number % 2 == 0)
            yield Scored("", _score(frames, prompt))
            for way, breaks in WAYS.items():
                yield Scored(way, _score(breaks(frames), prompt))
            yield Scored(WRONG_PROMPT, _score(frames, wanted[(number + 7) % len(wanted)]))
        print(f"{number + 1}/{len(wanted)} {prompt}", file=sys.stderr)


def shot(prompt: str, seed: int, number: int, *, from_frame: bool) -> list[Picture]:
    """A take as the studio makes it, from a hero frame or from words alone."""
    engine = AnimaticEngine()
    frame = engine.picture(PictureRequest(in_chips(prompt), seed, *FRAME), _unheard) if from_frame else None
    moved = f"{prompt}, {registry.text_engine(registry.WRITER).movement_for(number, prompt)}"
    request = VideoRequest(moved, seed, *SIZE, FRAMES, FPS, number=number, picture=frame)
    return list(engine.video(request, _unheard))


def in_chips(prompt: str) -> str:
    """The words of a hero frame of which nobody chose the chips."""
    return choosing.enhanced(prompt, 0, None, "frames").text


def _unheard(stage: str, fraction: float) -> None:
    """Nobody watches it being drawn."""


def _score(frames: list[Picture], prompt: str) -> ClipScore:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.mp4"
        write_mp4(frames, path, FPS, {})
        return score_clip(path, prompt)


def calibrated(scored: list[Scored]) -> dict[str, Any]:
    """Figures over all, and for each profile that was seen often."""
    profiles = {each.clip.profile for each in scored if not each.way}
    own = {profile: [each for each in scored if each.clip.profile == profile] for profile in sorted(profiles)}
    often = {name: found for name, found in own.items() if len(_good(found)) >= LEAST_OF_A_PROFILE}
    return {"all": limits(scored), "profiles": {name: limits(found) for name, found in often.items()}}


def limits(scored: list[Scored]) -> dict[str, Any]:
    """The thresholds and what is usual in good takes."""
    good = _good(scored)
    totals = np.array([each.clip.total for each in good])
    ruined = float(np.quantile([each.clip.total for each in scored if each.way in RUINED], CAUGHT))
    return {
        "good": len(good),
        "review_below": round(min(ruined, float(np.quantile(totals, FALSE_REVIEWS))), DIGITS),
        "good_from": round(max(float(np.median(totals)), ruined), DIGITS),
        "usual": {name: found for name in DIMENSIONS if (found := _usual(good, name))},
    }


def _good(scored: list[Scored]) -> list[Scored]:
    return [each for each in scored if not each.way]


def _usual(good: list[Scored], name: str) -> list[float]:
    """The value that a tenth of good takes are under, and the middle one."""
    values = [score.value for each in good if (score := each.clip.scores[name]).value is not None]
    return [round(float(np.quantile(values, share)), DIGITS) for share in (0.1, 0.5)] if values else []


def rates(scored: list[Scored], told: dict[str, Any]) -> dict[str, Any]:
    """The share of each kind that is held for a person, that has any flag, and that passes as clearly good."""
    found = {}
    for way in dict.fromkeys(each.way for each in scored):
        clips = [each.clip for each in scored if each.way == way]
        found[way or "good"] = {
            "clips": len(clips),
            "median_total": round(float(np.median([clip.total for clip in clips])), DIGITS),
            "held": _share(clips, lambda clip: _is_held(clip, told)),
            "flagged": _share(clips, lambda clip: bool(clip.flags)),
            "clearly_good": _share(clips, lambda clip: not clip.flags and clip.total >= told["good_from"]),
        }
    return {"review_below": told["review_below"], "good_from": told["good_from"], "kinds": found}


def _is_held(clip: ClipScore, told: dict[str, Any]) -> bool:
    return any(flag in HARD for flag in clip.flags) or (clip.total or 0.0) < told["review_below"]


def _share(clips: list[ClipScore], holds: Callable[[ClipScore], bool]) -> float:
    return round(sum(map(holds, clips)) / len(clips), DIGITS)


if __name__ == "__main__":
    cv2.setNumThreads(1)
    main()
