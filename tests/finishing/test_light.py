"""Flicker goes; a sunset, a lamp that is switched and a cut stay as they were."""

import numpy as np
import numpy.typing as npt

from generation.engines.base import DEFLICKER, Finish
from generation.engines.finishing import light
from quality.scoring.flicker import TemporalFlicker
from tests.finishing.clips import RUNNING, SAILING, clip, lit, polished, psnr

FRAMES = 40


def brightness(frames: list[npt.NDArray[np.uint8]]) -> npt.NDArray[np.float64]:
    return np.log([float(rgb.mean()) for rgb in frames])


def unrest(frames: list[npt.NDArray[np.uint8]]) -> float:
    """How much the brightness jumps to and fro."""
    return float(np.abs(np.diff(brightness(frames), 2)).mean())


def flickering(words: str) -> tuple[list[npt.NDArray[np.uint8]], list[npt.NDArray[np.uint8]]]:
    true = list(clip(words, FRAMES))
    gains = 1 + 0.06 * np.random.default_rng(2).standard_normal(FRAMES)
    return true, lit(true, list(gains))


def test_a_flickering_clip_runs_evenly() -> None:
    for words in (SAILING, RUNNING):
        true, spoilt = flickering(words)
        made = polished(spoilt, DEFLICKER)
        assert unrest(made) < 0.1 * unrest(spoilt)
        gains = [psnr(one, clean) - psnr(bad, clean) for one, bad, clean in zip(made, spoilt, true, strict=True)]
        assert np.mean(gains) > 3


def test_colours_that_flicker_apart_are_brought_together() -> None:
    true = clip(SAILING, FRAMES)
    gains = 1 + 0.05 * np.random.default_rng(4).standard_normal((FRAMES, 3))
    spoilt = [np.clip(rgb * gain, 0, 255).astype(np.uint8) for rgb, gain in zip(true, gains, strict=True)]
    made = polished(spoilt, DEFLICKER)
    assert np.mean([psnr(one, clean) for one, clean in zip(made, true, strict=True)]) > 3 + np.mean(
        [psnr(bad, clean) for bad, clean in zip(spoilt, true, strict=True)]
    )


def test_a_sunset_stays_a_sunset() -> None:
    """To half the light within the clip: nothing is off by more than four hundredths."""
    going = lit(clip(SAILING, FRAMES), list(np.linspace(1, 0.5, FRAMES)))
    made = polished(going, DEFLICKER)
    assert np.abs(brightness(made) - brightness(going)).max() < 0.04


def test_a_lamp_that_is_switched_on_is_switched_on_in_the_same_frame() -> None:
    switched = lit(clip(RUNNING, FRAMES), [0.6] * 17 + [1.0] * (FRAMES - 17))
    made = polished(switched, DEFLICKER)
    assert np.abs(brightness(made) - brightness(switched)).max() < 0.02


def test_each_shot_keeps_its_own_light() -> None:
    bright, dim = clip(SAILING, 20), lit(clip(RUNNING, 20), [0.5] * 20)
    both = [*bright, *dim]
    made = polished(both, DEFLICKER)
    assert np.abs(brightness(made) - brightness(both)).max() < 0.03


def test_half_the_strength_is_half_the_change() -> None:
    found = np.cumsum(np.random.default_rng(1).normal(0, 0.03, (30, 3)), axis=0)
    whole = light.corrections(found, 24.0)
    assert np.allclose(light.corrections(found, 24.0, 0.5), whole / 2)
    assert np.allclose(light.corrections(found, 24.0, 0.0), 0)


def test_the_score_of_flicker_rises() -> None:
    _, spoilt = flickering(SAILING)
    made = polished(spoilt, Finish(DEFLICKER))
    assert _flicker_raw(made) > _flicker_raw(spoilt) + 0.01


def _flicker_raw(frames: list[npt.NDArray[np.uint8]]) -> float:
    """VBench's figure, before it is scaled."""
    found = TemporalFlicker()
    for rgb in frames:
        found.add(rgb)
    raw = found.raw()
    assert raw is not None
    return raw
