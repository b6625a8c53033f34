"""Observations at random, for property tests."""

from hypothesis import strategies as st

from quality.learning.values import Key, Observation

KEY = Key("diffusers", "flux", "cuda-24gb", "model_offload")

seconds = st.floats(0.01, 100_000)
gigabytes = st.floats(0.05, 500)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[float, float]:
    """(low, high) in seconds, as a prior or as shown."""
    low, high = sorted((draw(seconds), draw(seconds)))
    return low, high


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """A run that may have taken any time, and memory or none."""
    measured = draw(st.one_of(st.none(), gigabytes))
    return Observation(
        KEY,
        predicted_seconds=draw(seconds),
        measured_seconds=draw(seconds),
        shown=draw(ranges()),
        predicted_gb=draw(gigabytes),
        measured_gb=measured,
        shown_gb=draw(gigabytes),
    )


histories = st.lists(observations(), max_size=60)
