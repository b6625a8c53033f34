"""What is out of date follows from the digests alone, and from nothing else."""

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generation.stories.picturing import Parts, followed, picture_words, prompt_of
from generation.values import FRAMES, TAKES
from projects import dependencies
from projects.dependencies import FRESH, MISSING, NONE, STALE, MadeFrame, MadeTake, SceneFacts, digest, film_state
from projects.services.origins import Look, look_digest

words = st.sampled_from(["", "one", "two", "three"])
digests = words.map(lambda text: digest(text) if text else "")
shas = st.sampled_from(["a" * 64, "b" * 64])
kept = st.frozensets(digests.filter(bool), max_size=2)
frames = st.builds(MadeFrame, sha256=shas, made_from=kept, looks=kept)
takes = st.builds(MadeTake, sha256=shas, frame=shas | st.just(""), camera=st.none() | digests, looks=kept)
facts = st.builds(
    SceneFacts,
    words=digests,
    camera=digests,
    frame_look=digests,
    take_look=digests,
    frame=st.none() | frames,
    take=st.none() | takes,
)


@given(facts)
def test_a_frame_is_out_of_date_exactly_when_its_words_or_its_look_are_others(scene: SceneFacts) -> None:
    state = dependencies.scene_states(scene).frame
    made = scene.frame
    other_words = bool(made and made.made_from and scene.words not in made.made_from)
    other_look = bool(made and made.looks and scene.frame_look not in made.looks)
    assert (state.state == STALE) == (other_words or other_look)
    assert (state.state in (MISSING, NONE)) == (made is None)
    assert bool(state.reason) == (state.state != FRESH)


@given(facts)
def test_a_take_is_out_of_date_exactly_when_its_frame_camera_or_look_is(scene: SceneFacts) -> None:
    states = dependencies.scene_states(scene)
    made = scene.take
    other_frame = bool(made and scene.frame and made.frame and made.frame != scene.frame.sha256)
    other_camera = bool(made and made.camera is not None and made.camera != scene.camera)
    other_look = bool(made and made.looks and scene.take_look not in made.looks)
    expected = made is not None and (states.frame.state == STALE or other_frame or other_camera or other_look)
    assert states.redoes_take == expected


@given(st.lists(st.none() | st.sampled_from("abcd"), max_size=5), st.none() | st.lists(st.sampled_from("abcd")))
def test_a_film_is_fresh_exactly_when_it_was_cut_of_the_takes_of_now(
    now: list[str | None], cut: list[str] | None
) -> None:
    state = film_state(now, cut, [])
    assert (state.state == FRESH) == (cut is not None and [take for take in now if take] == cut)
    assert (state.state in (MISSING, NONE)) == (cut is None)
    if cut is not None:
        assert film_state(now, cut, [2]).state == STALE


chip_ids = st.lists(st.sampled_from(["light-high", "lens-24", "air-fog", "move-pan"]), unique=True, max_size=4)


@given(st.none() | chip_ids, st.none() | chip_ids, st.sampled_from([FRAMES, TAKES]))
def test_only_chips_of_what_is_made_change_its_look(one: list[str] | None, other: list[str] | None, kind: str) -> None:
    def counted(chips: list[str] | None) -> tuple[bool, set[str]]:
        of_frames, of_takes = {"light-high"}, {"move-pan"}
        rest = set(chips or ()) - (of_takes if kind == FRAMES else of_frames)
        return (chips is None if kind == FRAMES else chips != []), rest

    alike = look_digest(Look(one, "text"), kind) == look_digest(Look(other, "text"), kind)
    assert alike == (counted(one) == counted(other))
    assert look_digest(Look(one, "text"), kind) != look_digest(Look(one, "text, noise"), kind)


texts = st.text(alphabet="abc ,.", max_size=12)
parts = st.builds(
    Parts, slugline=texts, description=texts, characters=st.lists(texts, max_size=2).map(tuple), camera=texts
)


@given(parts, parts)
def test_words_that_go_back_bring_the_prompt_back(old: Parts, new: Parts) -> None:
    prompt = prompt_of(old)
    if prompt.strip() and prompt_of(new).strip():
        assert followed(followed(prompt, old, new), new, old) == prompt


def test_how_the_camera_moves_is_no_word_of_the_picture() -> None:
    before = picture_words("a boat, slow pan, at dusk", "slow pan")
    assert picture_words("a boat, handheld camera, at dusk", "handheld camera") == before
    assert picture_words("a ship, slow pan, at dusk", "slow pan") != before


def test_only_words_of_the_picture_count() -> None:
    """The title, the beat and the dialogue are no argument of what decides."""
    tree = ast.parse(Path(dependencies.__file__).read_text(encoding="utf-8"))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not named & {"title", "beat", "dialogue", "seconds"}
