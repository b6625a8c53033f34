"""Whatever the size, the length and the steps: the right number of frames of the right size, and a stop is heard."""

from collections.abc import Collection, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.base import (
    DEFLICKER,
    FINISHES,
    INTERPOLATE,
    STABILISE,
    UPSCALE,
    Cancelled,
    Finish,
    Picture,
    PolishRequest,
)
from tests.finishing.clips import FINISH, SAILING, clip, polished


def chain_of(names: Collection[str]) -> tuple[Finish, ...]:
    """These steps in their order."""
    return tuple(Finish(name, factor=2 if name in (UPSCALE, INTERPOLATE) else 1) for name in FINISHES if name in names)


CHAINS = st.sets(st.sampled_from(FINISHES), min_size=1).map(chain_of)


@given(
    width=st.integers(17, 70),
    height=st.integers(17, 60),
    frames=st.integers(1, 7),
    chain=CHAINS,
    seed=st.integers(0, 5),
)
@settings(max_examples=25, deadline=None)
def test_any_size_and_length_comes_out_as_told(
    width: int, height: int, frames: int, chain: tuple[Finish, ...], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    given_frames = [rng.integers(0, 256, (height, width, 3)).astype(np.uint8) for _ in range(frames)]
    made = polished(given_frames, *chain)
    names = {one.name for one in chain}
    wide, more = (2 if UPSCALE in names else 1), (2 if INTERPOLATE in names else 1)
    assert len(made) == more * frames
    assert {rgb.shape for rgb in made} == {(wide * height, wide * width, 3)}
    assert {rgb.dtype for rgb in made} == {np.dtype(np.uint8)}


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_clip_of_one_shade_stays_that_shade(shade: int) -> None:
    flat = [np.full((48, 64, 3), shade, np.uint8)] * 5
    chain = chain_of(FINISHES)
    made = polished(flat, *chain)
    assert {int(value) for rgb in made for value in np.unique(rgb)} == {shade}


def test_the_same_clip_gives_the_same_frames() -> None:
    chain = chain_of(FINISHES)
    one, other = (polished(clip(SAILING, 5), *chain) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_stop_is_heard_within_a_frame() -> None:
    """Of looking and of working alike: no more frames are read once it is said."""
    frames, read = clip(SAILING, 12), 0

    def source() -> Iterator[Picture]:
        nonlocal read
        for rgb in frames:
            read += 1
            yield rgb

    def report(stage: str, fraction: float) -> None:
        if read > stop_after:
            raise Cancelled

    for stop_after in (4, 16):
        read = 0
        request = PolishRequest(source, 256, 144, 12, 24.0, (Finish(DEFLICKER),))
        with pytest.raises(Cancelled):
            list(FINISH.polish(request, report))
        assert read == stop_after + 1


def test_a_long_clip_is_never_held_whole() -> None:
    """How many frames are alive at once does not depend on how many there are."""

    def most_alive(count: int) -> int:
        alive, most = 0, 0
        frame = clip(SAILING, 1)[0][:64, :96]

        class Frame(np.ndarray):  # type: ignore[type-arg]
            def __del__(self) -> None:
                nonlocal alive
                alive -= 1

        def source() -> Iterator[Picture]:
            nonlocal alive, most
            for _ in range(count):
                made = frame.copy().view(Frame)
                alive += 1
                most = max(most, alive)
                yield made

        chain = chain_of(FINISHES)
        for _ in FINISH.polish(PolishRequest(source, 96, 64, count, 24.0, chain), lambda stage, fraction: None):
            pass
        return most

    assert most_alive(30) <= most_alive(12) + 2


def test_a_picture_can_not_be_steadied() -> None:
    with pytest.raises(ValueError, match="stabilise"):
        polished(clip(SAILING, 1), STABILISE, fps=0)
