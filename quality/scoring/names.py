"""What people call the dimensions, in the order in which they are shown."""

NAMES: dict[str, str] = {
    "subject_consistency": "Subject holds",
    "background_consistency": "Background holds",
    "temporal_flickering": "No flicker",
    "motion_smoothness": "Smoothness",
    "dynamic_degree": "Movement",
    "aesthetic_quality": "Beauty",
    "imaging_quality": "Clarity",
    "beauty": "Beauty",
    "clarity": "Clarity",
    "prompt_alignment": "Prompt match",
}
SHORT: dict[str, str] = {
    **NAMES,
    "subject_consistency": "Subject",
    "background_consistency": "Background",
    "temporal_flickering": "Flicker",
    "prompt_alignment": "Prompt",
}
"""For the corners of a radar."""


def name_of(dimension: str) -> str:
    """In people's words; one that this release does not know, by its own."""
    return NAMES.get(dimension, dimension.replace("_", " ").capitalize())


def short_name(dimension: str) -> str:
    """The same, as short as a radar's corner."""
    return SHORT.get(dimension, name_of(dimension))
