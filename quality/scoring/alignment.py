"""Prompt alignment, as far as pixels alone can answer: colours, light, weather, camera.

No object is recognised here. Where such words do not cover most of the prompt, nothing is claimed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from .dimensions import measured, not_measured
from .images import Bytes, channels_of, hsv_of, ramp
from .values import Score

HUES = 180
# A hue is only seen where there is some of it: saturation and brightness out of 255.
VIVID_SATURATION, VIVID_LEVEL = 70, 45
GRAY_SATURATION, WHITE_LEVEL, BLACK_LEVEL, LIGHT_GRAY_LEVEL = 40, 190, 45, 200
# A named colour is found when it fills this share of the picture: a small car is enough.
HUE_SHARE, WHITE_SHARE, BLACK_SHARE, GRAY_SHARE = 0.015, 0.03, 0.05, 0.05
DARK_LEVEL, DARK_WIDTH = 95.0, 14.0
PALE_SATURATION, PALE_WIDTH, RICH_SATURATION, RICH_WIDTH = 28.0, 6.0, 70.0, 12.0
HAZE_SPAN, HAZE_WIDTH = 130.0, 18.0
# Mean red minus mean blue, in levels.
WARM_LEVELS, COLD_LEVELS, TINT_WIDTH = 8.0, -4.0, 6.0
# Camera travel in analysis pixels a frame.
PAN_PIXELS, PAN_WIDTH = 0.35, 0.10
# Under this share of measurable words the answer would be about another prompt.
COVERAGE_FLOOR = 0.60
NO_PROMPT = "No prompt was given to compare with."

HUE_RANGES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "red": ((0, 9), (171, 180)),
    "orange": ((9, 20),),
    "yellow": ((20, 34),),
    "green": ((34, 86),),
    "cyan": ((82, 98),),
    "teal": ((82, 98),),
    "blue": ((96, 130),),
    "purple": ((125, 150),),
    "violet": ((125, 150),),
    "pink": ((145, 174),),
    "golden": ((14, 30),),
    "gold": ((14, 30),),
    "brown": ((5, 22),),
}
WORD = re.compile(r"[a-z]+")
# Words that ask for nothing one could see.
FILLERS = frozenset(
    WORD.findall(
        "a an the of in on at to and or with over under above below is are be as by for from its it this"
        " that into while very camera shot scene video picture film"
    )
)
DENIALS = frozenset({"no", "not", "without", "never"})


@dataclass(frozen=True, slots=True)
class PixelFacts:
    """Means over the looks: shares of the picture 0..1, levels 0..255; `travel` None for a still."""

    hues: npt.NDArray[np.float64]
    white: float
    black: float
    gray: float
    saturation: float
    light: float
    warmth: float
    span: float
    travel: float | None


@dataclass(frozen=True, slots=True)
class Match:
    """`value` 0..1 over the words that could be checked, `coverage` their share of the prompt's words."""

    value: float | None
    coverage: float
    checks: Mapping[str, float]


Check = Callable[[PixelFacts], float]


def _hue(name: str) -> Check:
    ranges = HUE_RANGES[name]
    return lambda facts: min(1.0, sum(float(facts.hues[a:b].sum()) for a, b in ranges) / HUE_SHARE)


def _bright(facts: PixelFacts) -> float:
    return ramp(facts.light, DARK_LEVEL, DARK_WIDTH)


def _moves(facts: PixelFacts) -> float:
    return ramp(facts.travel or 0.0, PAN_PIXELS, PAN_WIDTH)


def _words(words: str, check: Check) -> dict[str, Check]:
    return dict.fromkeys(words.split(), check)


CHECKS: Mapping[str, Check] = {
    **{name: _hue(name) for name in HUE_RANGES},
    **_words("white", lambda facts: min(1.0, facts.white / WHITE_SHARE)),
    **_words("black silhouette", lambda facts: min(1.0, facts.black / BLACK_SHARE)),
    **_words("gray grey", lambda facts: min(1.0, facts.gray / GRAY_SHARE)),
    **_words("dark night midnight", lambda facts: 1.0 - _bright(facts)),
    **_words("bright sunny daylight noon", _bright),
    **_words("monochrome", lambda facts: 1.0 - ramp(facts.saturation, PALE_SATURATION, PALE_WIDTH)),
    **_words("vivid colourful colorful", lambda facts: ramp(facts.saturation, RICH_SATURATION, RICH_WIDTH)),
    **_words("fog foggy mist misty hazy", lambda facts: 1.0 - ramp(facts.span, HAZE_SPAN, HAZE_WIDTH)),
    **_words("warm sunset", lambda facts: ramp(facts.warmth, WARM_LEVELS, TINT_WIDTH)),
    **_words("cold cool icy", lambda facts: 1.0 - ramp(facts.warmth, COLD_LEVELS, TINT_WIDTH)),
}
CAMERA_CHECKS: Mapping[str, Check] = {
    **_words("pan pans panning tracking", _moves),
    **_words("static still motionless locked", lambda facts: 1.0 - _moves(facts)),
}


class Tally:
    """Adds up what pixels say; keeps one row of figures, no frames."""

    def __init__(self) -> None:
        self._sums: npt.NDArray[np.float64] = np.zeros(HUES + 7)
        self._looks = 0

    def add(self, bgr: Bytes, gray: Bytes, span: float) -> None:
        """One look at analysis size; `span` is the contrast in levels that `imaging` measured."""
        self._sums += np.r_[_shares(hsv_of(bgr)), _tones(bgr, gray), span]
        self._looks += 1

    def facts(self, travel: float | None) -> PixelFacts:
        """`travel`: the camera's mean speed in analysis pixels a frame, None for a still."""
        mean = self._sums / max(1, self._looks)
        white, black, gray, saturation, light, warmth, span = (float(figure) for figure in mean[HUES:])
        return PixelFacts(mean[:HUES], white, black, gray, saturation, light, warmth, span, travel)


def _shares(hsv: Bytes) -> npt.NDArray[np.float64]:
    """Share of each vivid hue, then of white, black and gray, then the mean saturation."""
    hue, saturation, level = channels_of(hsv)
    vivid = (saturation > VIVID_SATURATION) & (level > VIVID_LEVEL)
    hues = np.bincount(hue[vivid], minlength=HUES)[:HUES] / hue.size
    pale = saturation < GRAY_SATURATION
    white, black = (pale & (level > WHITE_LEVEL)).mean(), (level < BLACK_LEVEL).mean()
    gray = (pale & (level > BLACK_LEVEL) & (level < LIGHT_GRAY_LEVEL)).mean()
    return np.array([*hues, white, black, gray, saturation.mean()])


def _tones(bgr: Bytes, gray: Bytes) -> npt.NDArray[np.float64]:
    """Mean light, and warmth (red minus blue), in levels."""
    blue, _, red, _ = cv2.mean(bgr)
    return np.array([cv2.mean(gray)[0], red - blue])


def match(prompt: str, facts: PixelFacts) -> Match:
    """Checks the words of a prompt that pixels can answer; denied words ("no red") are left alone."""
    words = WORD.findall(prompt.lower())
    before = ["", *words]
    content = [word for word in words if word not in FILLERS]
    known = CHECKS if facts.travel is None else {**CHECKS, **CAMERA_CHECKS}
    asked = {word for last, word in zip(before, words, strict=False) if word in known and last not in DENIALS}
    checks = {word: known[word](facts) for word in sorted(asked)}
    coverage = sum(word in asked for word in content) / max(1, len(content))
    return Match(float(np.mean(list(checks.values()))) if checks else None, coverage, checks)


def alignment(prompt: str | None, facts: PixelFacts) -> Score:
    """The dimension prompt_alignment; not measured where pixels answer too little of the prompt."""
    if not (prompt and prompt.strip()):
        return not_measured("prompt_alignment", NO_PROMPT)
    found = match(prompt, facts)
    if found.value is None or found.coverage < COVERAGE_FLOOR:
        return not_measured(
            "prompt_alignment",
            f"Colours, light and camera words are {found.coverage:.0%} of this prompt; without a model"
            f" that knows objects, at least {COVERAGE_FLOOR:.0%} are needed.",
        )
    return measured("prompt_alignment", found.value, detail=found.checks)
