"""Documents of every kind, as plain values that a project.json may hold."""

from typing import Any

from hypothesis import strategies as st

from projects.document.schema import MOST_PIXELS, ORIGINS, PLACES, TIERS

MOST = 2**32 - 1
KNOWN = {name for part in PLACES.values() for name in part.model_fields} | {"min_reader"}
LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
SHOWN = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.sampled_from(["🎬 a boat, 船", "قارب أحمر عند الغروب", "a\nb\tc", "👩‍🚀" * 40, "x" * 4000])
PROMPTS = st.text(SHOWN, max_size=40) | WORDS
TITLES = st.text(LETTERS, max_size=30)
SEEDS = st.integers(0, MOST)
FLOATS = st.floats(-(2.0**53), 2.0**53)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | FLOATS | st.text(LETTERS, max_size=12)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=8), inner, max_size=3),
    max_leaves=6,
)
"""What a later version might say."""
NAMES = st.text(LETTERS, max_size=10) | st.sampled_from(["cls", "self", "_fields_set", "model_extra", "__class__", ""])
UNKNOWN = st.dictionaries(NAMES.filter(lambda name: name not in KNOWN), ANYTHING, max_size=2)
DIGESTS = st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)
UNIT = st.none() | st.floats(0, 1)


@st.composite
def part(draw: st.DrawFn, /, **fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Its fields, and some of a later version."""
    return draw(UNKNOWN) | {name: draw(kind) for name, kind in fields.items()}


WORLDS = part(seed=SEEDS, idea=PROMPTS, scene=st.integers(1, 6), scenes=st.integers(0, 6))
RECIPE: dict[str, st.SearchStrategy[Any]] = {
    "prompt": PROMPTS,
    "words": TITLES,
    "negative_prompt": PROMPTS,
    "seed": SEEDS,
    "requested_tier": st.none() | st.sampled_from(TIERS),
    "width": st.integers(0, MOST_PIXELS),
    "height": st.integers(0, MOST_PIXELS),
    "score": UNIT,
    "engine": TITLES,
    "engine_version": TITLES,
    "world": st.none() | WORLDS,
    "sha256": DIGESTS,
}
LINES = part(
    character=TITLES.map(lambda text: text[:80]),
    line=TITLES,
    parenthetical=TITLES,
    extension=TITLES.map(lambda text: text[:80]),
    dual=st.booleans(),
    after=st.none() | st.integers(0, 5),
)
FRAMES = part(**RECIPE, origin=st.sampled_from(ORIGINS), reference_sha256=DIGESTS)
TAKES = part(
    **RECIPE,
    number=st.integers(1, 6),
    frames=st.integers(0, 2000),
    fps=st.floats(0, 60),
    frame=st.none(),
    frame_sha256=DIGESTS,
)


@st.composite
def scenes(draw: st.DrawFn) -> dict[str, Any]:
    """A scene whose labels fit together."""
    frames, takes = draw(st.lists(FRAMES, max_size=2)), draw(st.lists(TAKES, max_size=2))
    for number, each in enumerate([*frames, *takes]):
        each["label"] = draw(st.sampled_from("ABC")) + str(number)
    for take in takes:
        take["frame"] = draw(st.sampled_from([None, *(frame["label"] for frame in frames)]))
    told = draw(
        part(
            title=TITLES,
            beat=TITLES,
            slugline=st.text(SHOWN, max_size=40),
            description=PROMPTS,
            dialogue=st.lists(LINES, max_size=2),
            characters=st.lists(st.text(LETTERS, max_size=8), max_size=2),
            camera=st.text(SHOWN, max_size=40),
            transition=st.sampled_from(["cut", "dissolve"]),
            prompt=PROMPTS,
            quality=st.none() | st.sampled_from(TIERS),
            seconds=st.floats(1, 30) | st.integers(1, 30),
            negative_prompt=st.none() | PROMPTS,
            enhancements=st.none() | st.lists(st.sampled_from(["lens-35", "of-later"]), max_size=2),
        )
    )
    return told | {
        "frames": frames,
        "takes": takes,
        "chosen_frame": draw(st.sampled_from([None, *(each["label"] for each in frames)])),
        "chosen_take": draw(st.sampled_from([None, *(each["label"] for each in takes)])),
    }


EPISODES = part(
    title=TITLES,
    idea=PROMPTS,
    story_arc=TITLES,
    world_seed=st.none() | SEEDS,
    scenes=st.lists(scenes(), max_size=2),
)
DOCUMENTS = part(
    schema_version=st.just(1),
    name=st.text(LETTERS, min_size=1, max_size=30).filter(str.strip),
    quality=st.sampled_from(TIERS),
    draft_quality=st.none() | st.sampled_from(TIERS),
    fallback_policy=st.sampled_from(["ask", "automatic"]),
    stop_early=st.booleans(),
    custom_quality=st.none() | st.sampled_from(["night-drafts", "قصير"]),
    created=st.sampled_from(["2026-11-21T20:15:00Z", "1999-01-01T00:00:00.5+05:30"]),
    idea=PROMPTS,
    canvas=part(episodes=st.lists(EPISODES, min_size=1, max_size=2)),
)
"""Whole ones: every field is there."""

BELOW: dict[str, Any] = {
    "label": "A",
    "prompt": "a red boat",
    "seed": 7,
    "a_frame_field": [1, {"deep": None}],
    "world": {"seed": 5, "idea": "", "scene": 1, "scenes": 1, "a_world_field": "w"},
}
RICH: dict[str, Any] = {
    "schema_version": 1,
    "name": "عبور 🎬",
    "created": "2025-01-31T12:00:00+02:00",
    "a_project_field": {"z": 1, "a": [True, None]},
    "canvas": {
        "a_canvas_field": 0.5,
        "episodes": [
            {
                "an_episode_field": "e",
                "scenes": [
                    {
                        "prompt": "🌊" * 4000,
                        "a_scene_field": [],
                        "seconds": 2.5,
                        "frames": [BELOW],
                        "takes": [{"label": "1.1", "frame": "A", "a_take_field": {}}],
                        "chosen_frame": "A",
                        "chosen_take": "1.1",
                    }
                ],
            }
        ],
    },
}
"""Something unknown at every level."""


def minimal(**fields: Any) -> dict[str, Any]:
    """The least that is a project."""
    return {"schema_version": 1, "name": "Crossing", "canvas": {"episodes": [{}]}, **fields}


def of_scene(**fields: Any) -> dict[str, Any]:
    """A project of one scene."""
    return minimal(canvas={"episodes": [{"scenes": [fields]}]})
