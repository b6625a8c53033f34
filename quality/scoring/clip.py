"""A clip in one streaming pass: what each measure sees of it, and the scores that come out."""

from os import PathLike
from pathlib import Path

import numpy as np

from .alignment import alignment
from .cadence import Cadence, Steps
from .consistency import Consistency
from .decode import Clip, open_clip
from .dimensions import measured, not_measured, profile
from .flags import Signs, flags
from .flicker import TemporalFlicker
from .flow import camera
from .images import Bytes, analysis_size, gray_of, one_core, shrink
from .looks import PictureLooks
from .moments import spaced
from .motion import LOOKS_PER_SECOND, DynamicDegree
from .smoothness import MotionSmoothness
from .totals import weigh
from .values import ClipScore, Score

PICTURES_PER_SECOND = 4
ONE_FRAME = "One frame only: nothing can move or change."
TWO_FRAMES = "Two frames only: no frame lies between two others."
TOO_SHORT = "Too short: it takes at least three looks, an eighth of a second apart."


def score_clip(path: str | PathLike[str], prompt: str | None = None) -> ClipScore:
    """Scores a video file on all eight dimensions, in one pass on one core, memory constant in length.

    Raises ScoringError (UnreadableClip, DamagedClip, UnsuitableSize) with advice for the person.
    """
    with one_core(), open_clip(Path(path)) as clip:
        measures = Measures(clip)
        for bgr in clip.frames:
            measures.add(bgr)
        return measures.result(prompt)


class Measures:
    """Everything that looks at the frames of one clip as they go by."""

    def __init__(self, clip: Clip) -> None:
        self._size = analysis_size(clip.width, clip.height)
        self._rate = clip.rate
        self._key_step = max(1, round(clip.rate / LOOKS_PER_SECOND))
        self._picture_step = max(1, round(clip.rate / PICTURES_PER_SECOND))
        self.frames = 0
        self.flicker, self.steps, self.smoothness = TemporalFlicker(), Steps(), MotionSmoothness()
        self.motion, self.consistency = DynamicDegree(), Consistency()
        self.looks = PictureLooks()
        self._travel = np.zeros(2)

    def add(self, bgr: Bytes) -> None:
        luma = gray_of(bgr)
        gray = shrink(luma, *self._size)
        self.flicker.add(bgr)
        self.steps.add(gray)
        self.smoothness.add(gray)
        if self.frames % self._key_step == 0:
            self._add_key(bgr, gray)
        if self.frames % self._picture_step == 0:
            self.looks.add(shrink(bgr, *self._size), gray, luma, self.frames)
        self.frames += 1

    def _add_key(self, bgr: Bytes, gray: Bytes) -> None:
        field = self.motion.add(gray)
        if field is None:
            return
        seen = camera(field)
        self._travel += np.array(seen.shift) / self._key_step
        self.consistency.add(bgr, gray, seen.residual, self.frames)

    def result(self, prompt: str | None) -> ClipScore:
        signs = self._signs()
        scores = {
            score.dimension: score
            for score in (
                *self._consistencies(),
                self._flickering(),
                self._smooth(signs.cadence),
                self._dynamic(),
                self.looks.aesthetic(rate=self._rate),
                self.looks.imaging(rate=self._rate),
                alignment(prompt, self.looks.tally.facts(self._speed())),
            )
        }
        total, weight = weigh(scores)
        return ClipScore(scores, total, weight, flags(signs), profile(scores.values()))

    def _signs(self) -> Signs:
        coherence = self.motion.coherence() if self.motion.looks else None
        light = self.smoothness.light()
        return Signs(self.frames, self.steps.result(), light, coherence, self.looks.figures())

    def _too_short(self) -> str:
        return ONE_FRAME if self.frames == 1 else TOO_SHORT

    def _speed(self) -> float:
        """The camera's mean travel in analysis pixels a frame; there and back again is no travel."""
        return float(np.hypot(*self._travel)) / max(1, self.motion.looks)

    def _consistencies(self) -> tuple[Score, Score]:
        found = self.consistency.subject(), self.consistency.background()
        subject, background = (each.raw() for each in found)
        if subject is None or background is None:
            reason = self._too_short()
            return not_measured("subject_consistency", reason), not_measured("background_consistency", reason)
        # Noise has the same histogram in every frame; that is no subject staying itself.
        share = self.motion.coherence()
        followed = {"followed_by_motion": float(self.consistency.followed())}
        where = [each.series.worst(self._rate) for each in found]
        return (
            measured("subject_consistency", subject, share=share, detail=followed, moments=where[0]),
            measured("background_consistency", background, share=share, moments=where[1]),
        )

    def _flickering(self) -> Score:
        raw = self.flicker.raw()
        if raw is None:
            return not_measured("temporal_flickering", ONE_FRAME)
        return measured("temporal_flickering", raw, moments=self.flicker.series.worst(self._rate))

    def _smooth(self, cadence: Cadence) -> Score:
        """VBench's figure, lowered by what it cannot see: standing still and jumping predict well."""
        raw = self.smoothness.raw()
        if raw is None:
            return not_measured("motion_smoothness", ONE_FRAME if self.frames == 1 else TWO_FRAMES)
        broken = spaced(((frame, 0.0) for frame in cadence.breaks), self._rate)
        detail = {"regular": cadence.regular}
        moments = broken or self.smoothness.series.worst(self._rate)
        return measured("motion_smoothness", raw, share=cadence.regular, detail=detail, moments=moments)

    def _dynamic(self) -> Score:
        if not self.motion.looks:
            return not_measured("dynamic_degree", self._too_short())
        side = min(self._size)
        figures = {"pixels": self.motion.mean_top_motion(), "coherence": self.motion.coherence()}
        return measured("dynamic_degree", self.motion.raw(side), value=self.motion.amount(side), detail=figures)
