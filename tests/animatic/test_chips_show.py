"""What a chip says is measured in what is drawn: brightness, colour, sharpness, grain, and how the picture moves.

Over several prompts and seeds; each pair of pictures differs in the chip alone.
"""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from generation.engines.base import Picture, PictureRequest, VideoRequest, World
from generation.enhancement.enhancing import enhance
from generation.enhancement.loader import shipped
from quality.scoring.flow import camera, flow, top_motion
from tests.animatic.shots import ENGINE, difference, silent

PROMPTS = (
    "a woman in a red coat on a field, trees behind her, under a midday sun",
    "a fox on a hill above a forest, under a midday sun",
)
SEEDS = (3, 8)
SCENE = "a red car on a desert road, under a midday sun"
FRAMES, FPS = 9, 8
MOVING = ("move", "speed", "rate")


def worded(prompt: str, *chips: str) -> str:
    return enhance(
        prompt, chips, shipped(), "takes" if chips and chips[0].startswith(("move", "speed", "rate")) else "frames"
    ).text


def drawn(prompt: str, seed: int, *chips: str) -> Picture:
    request = PictureRequest(worded(prompt, *chips), seed, 256, 256, world=World(seed, ""))
    return ENGINE.picture(request, silent)


def light(p: Picture) -> float:
    return float(p.mean())


def contrast(p: Picture) -> float:
    grey = cv2.cvtColor(p, cv2.COLOR_RGB2GRAY)
    return float(np.percentile(grey, 90) - np.percentile(grey, 10))


def warmth(p: Picture) -> float:
    return float(p[..., 0].astype(int).mean() - p[..., 2].astype(int).mean())


def colourfulness(p: Picture) -> float:
    return float(cv2.cvtColor(p, cv2.COLOR_RGB2HSV)[..., 1].mean())


def sharpness(p: Picture) -> float:
    """Of what lies behind: how much fine detail there is above the ground, as a power of e."""
    grey = cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.float32)[90:150]
    return float(np.log(np.mean(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 0.8), cv2.CV_32F) ** 2)))


def grain(p: Picture) -> float:
    """Noise of the smooth sky."""
    sky = cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.float32)[:60]
    return float(np.median(np.abs(sky - cv2.GaussianBlur(sky, (0, 0), 2.0))))


MEASURED = [
    ("light-low", light, "", -20.0),
    ("light-high", light, "", 15.0),
    ("hour-night", light, "hour-noon", -25.0),
    ("stock-warm", warmth, "", 15.0),
    ("stock-cool", warmth, "", -8.0),
    ("stock-sepia", warmth, "", 15.0),
    ("hour-golden", warmth, "hour-noon", 15.0),
    ("stock-mono", colourfulness, "", -40.0),
    ("stock-muted", colourfulness, "", -12.0),
    ("stock-rich", colourfulness, "", 5.0),
    ("stock-contrast", contrast, "", 4.0),
    ("stock-faded", contrast, "", -4.0),
    ("light-hard", contrast, "light-soft", 8.0),
    ("stock-grain", grain, "", 0.5),
    ("stock-coarse", grain, "stock-grain", 0.5),
    ("camera-full-frame", grain, "camera-film", -0.5),
    ("lens-open", sharpness, "lens-deep", -0.5),
    ("lens-50", sharpness, "lens-deep", -0.1),
    ("camera-large", sharpness, "camera-full-frame", -0.01),
]


@pytest.mark.parametrize(("chip", "measure", "than", "least"), MEASURED, ids=lambda value: str(value))
def test_a_picture_changes_the_way_its_chip_says(
    chip: str, measure: Callable[[Picture], float], than: str, least: float
) -> None:
    plain = PROMPTS
    if chip.startswith("hour"):
        plain = tuple(prompt.replace(", under a midday sun", "") for prompt in PROMPTS)
    gains = [
        measure(drawn(prompt, seed, chip)) - measure(drawn(prompt, seed, *([than] if than else [])))
        for prompt in plain
        for seed in SEEDS
    ]
    way = np.sign(least)
    assert all(way * gain > 0 for gain in gains), gains
    assert way * float(np.median(gains)) > abs(least), gains


@pytest.mark.parametrize("seed", SEEDS)
def test_light_from_a_side_falls_from_that_side(seed: int) -> None:
    """Somebody's half that is turned to the light is the brighter one."""
    plans = [
        ENGINE._plan(PictureRequest(worded(PROMPTS[0], f"light-{side}"), seed, 256, 256)) for side in ("left", "right")
    ]
    assert [float(np.sign(plan.light.direction[0])) for plan in plans] == [-1.0, 1.0]


def test_chips_of_the_look_keep_the_composition() -> None:
    for chip in ("stock-warm", "stock-grain", "camera-large", "lens-35", "light-soft", "composition-depth"):
        plain, worn = (ENGINE._plan(PictureRequest(worded(PROMPTS[0], *chips), 3, 256, 256)) for chips in ((), (chip,)))
        assert [(p.z, p.seed) for p in plain.planes] == [(p.z, p.seed) for p in worn.planes], chip


def shot(seed: int, *chips: str, given: Picture | None = None, prompt: str = SCENE) -> list[Picture]:
    request = VideoRequest(worded(prompt, *chips), seed, 256, 144, FRAMES, FPS, picture=given, world=World(seed, ""))
    return list(ENGINE.video(request, silent))


def grey(p: Picture) -> npt.NDArray[np.uint8]:
    return cv2.cvtColor(p, cv2.COLOR_RGB2GRAY)


def path(frames: list[Picture]) -> tuple[float, float]:
    """Where the picture went altogether, in pixels right and down."""
    steps = [camera(flow(grey(a), grey(b))).shift for a, b in zip(frames, frames[1:], strict=False)]
    return sum(x for x, _ in steps), sum(y for _, y in steps)


def spread(frames: list[Picture]) -> float:
    """How much the picture grew from its first half to its end: above 0 the camera came nearer."""
    total = 0.0
    for a, b in zip(frames, frames[1:], strict=False):
        field = flow(grey(a), grey(b))
        h, w = field.shape[:2]
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        total += float(np.median(field[..., 0] * np.sign(x - w / 2)) + np.median(field[..., 1] * np.sign(y - h / 2)))
    return total


@pytest.fixture(scope="module")
def photograph() -> Picture:
    return ENGINE.picture(PictureRequest(SCENE, 5, 512, 288), silent)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_picture_moves_as_the_movement_says(seed: int, photograph: Picture) -> None:
    for given in (None, photograph):
        still = path(shot(seed, "move-static", given=given))
        assert np.hypot(*still) < 6
        assert spread(shot(seed, "move-push", given=given)) > 0.3 > -0.3 > spread(shot(seed, "move-pull", given=given))
        assert spread(shot(seed, "move-dolly", given=given)) > 0.3
        assert path(shot(seed, "move-tilt", given=given))[1] > 5
        for sideways in ("move-pan", "move-track", "move-orbit"):
            across, down = path(shot(seed, sideways, given=given))
            assert abs(across) > 2 * abs(down), sideways


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("move", ["move-pan", "move-tilt"])
def test_a_faster_camera_goes_farther(seed: int, move: str, photograph: Picture) -> None:
    for given in (None, photograph):
        slow, usual, fast = (
            float(np.hypot(*path(shot(seed, move, pace, given=given))))
            for pace in ("speed-slow", "speed-normal", "speed-fast")
        )
        assert slow < 0.75 * usual
        assert fast > 1.2 * usual


@pytest.mark.parametrize("seed", SEEDS)
def test_time_goes_as_fast_as_the_frame_rate_says(seed: int) -> None:
    """What falls is seen farther on in the next frame the fewer frames a second were shot."""
    pace = []
    for rate in ("rate-120", "rate-60", "rate-24", "rate-12"):
        frames = shot(seed, "move-static", rate, prompt="a lake in falling snow, under a midday sun")
        pace.append(np.mean([difference(a, b) for a, b in zip(frames, frames[1:], strict=False)]))
    assert pace[0] < pace[1] < pace[2]
    walking = []
    for rate in ("rate-120", "rate-24", "rate-12"):
        frames = shot(seed, "move-static", rate, prompt="a horse galloping on a desert plain, under a midday sun")
        walking.append(
            np.mean([top_motion(flow(grey(a), grey(b)), 0.02) for a, b in zip(frames, frames[1:], strict=False)])
        )
    assert walking[0] < 0.6 * walking[1]
    assert walking[0] < walking[2]


@pytest.mark.parametrize("chip", ["air-rain", "air-snow", "air-confetti", "air-petals", "air-dust"])
def test_what_fills_the_air_moves(chip: str) -> None:
    prompt = "a lake, under a midday sun"
    frames = [shot(3, "move-static", prompt=worded(prompt, *more)) for more in ((), (chip,))]
    plain, filled = (
        float(np.mean([difference(a, b) for a, b in zip(each, each[1:], strict=False)])) for each in frames
    )
    assert filled > plain
