"""What models took, as the studio learns it."""

from quality.learning.values import Key, Observation


def observed(seconds: float = 10.0, gb: float | None = 9.0, *, technique: str = "model_offload") -> Observation:
    """A run on a card that was told to take 8 to 12.5 seconds and 12 GB."""
    key = Key("diffusers", "flux-1-schnell", "cuda-24gb", technique)
    return Observation(key, 10.0, seconds, (8.0, 12.5), 10.0, gb, 12.0)
