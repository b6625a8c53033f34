"""generation/engines/template/suggesting.py and its rules."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.template.suggesting import every_option, rules, suggest
from generation.enhancement.loader import shipped
from generation.stories.wording import PROMPT_LIMIT_CHARACTERS
from generation.suggesting import switching
from generation.suggesting.values import Comment, Facts, Proposal, Seen, Switch, applied, fits
from generation.wording.diff import difference, gained, lost
from quality.scoring import DIMENSIONS
from quality.scoring.flags import HARD

PROMPT = "The tall ship turns out of the storm, into the last light"
PIECES = st.sampled_from(
    [
        *(
            "a red boat on a lake",
            "handheld",
            "static camera",
            "at dusk",
            "close-up",
            "soft focus",
            "film grain",
            "fast",
        ),
        *(
            "灯塔在黄昏",
            "قارب أحمر",
            "people",
            "dark",
            "👩‍🚀",
            ".",
            ", ",
            " ",
            "sharp focus, fine detail",
            "\n",
            "e\u0301",
        ),
        *every_option(),
    ]
)
PROMPTS = st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=80)
CHIPS = st.lists(st.sampled_from(sorted(shipped().by_id)), unique=True, max_size=4).map(tuple)
FACTS_WITHOUT_CHIPS = st.builds(
    Facts,
    kind=st.sampled_from(["frames", "takes"]),
    prompt=PROMPTS,
    negative_prompt=st.sampled_from(["", "blur", "people, text", "Flicker,"]),
    measured=st.dictionaries(st.sampled_from([*DIMENSIONS, "beauty", "clarity"]), st.floats(0, 1).map(Seen)),
    flags=st.lists(st.sampled_from([*sorted(HARD), "flicker", "blurred", "jumps", "new-flag"]), max_size=3).map(tuple),
    comments=st.lists(
        st.builds(
            Comment,
            text=st.sampled_from(
                ["too dark", "slower please", "zu hell", "più vicino", "closer!", "no people", "%s {x}"]
            )
            | st.text(max_size=40),
            seconds=st.none() | st.floats(0, 20),
        ),
        max_size=3,
    ).map(tuple),
    ignored=st.lists(st.sampled_from(["red", "handheld", "of"]), max_size=3).map(tuple),
)


def with_chips(facts: Facts, chosen: tuple[str, ...] | None, filled: tuple[str, ...] = ()) -> Facts:
    return replace(facts, **switching.known(facts.kind, facts.prompt, chosen, filled))


FACTS = st.builds(with_chips, FACTS_WITHOUT_CHIPS, st.none() | CHIPS, CHIPS)


@settings(max_examples=250, deadline=None)
@given(FACTS)
def test_using_one_changes_exactly_what_is_shown(facts: Facts) -> None:
    for one in suggest(facts):
        prompt, negative = applied(one.change, facts.negative_prompt)
        assert fits(one.change, facts.prompt)
        assert difference(facts.prompt, prompt) == one.change.prompt
        switch = one.change.switch
        assert prompt != facts.prompt or one.change.negative or switch
        if switch:
            assert set(switch.chips) == set(facts.chips) - set(switch.off) | set(switch.on)
            assert not set(switch.on) & set(facts.chips)
            assert set(switch.off) <= set(facts.chips)
        assert len(prompt) <= max(PROMPT_LIMIT_CHARACTERS, len(facts.prompt))
        assert negative.startswith(facts.negative_prompt.strip().rstrip(","))
        assert all(word in negative for word in one.change.negative)


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_what_was_used_is_not_suggested_again(facts: Facts) -> None:
    """It never says what the prompt says already, and the same facts give the same answer."""
    assert suggest(facts) == suggest(facts)
    for one in suggest(facts):
        assert not one.change.camera or one.change.camera.casefold() not in facts.prompt.casefold()
        prompt, negative = applied(one.change, facts.negative_prompt)
        chips = one.change.switch.chips if one.change.switch else facts.chips
        then = with_chips(replace(facts, prompt=prompt, negative_prompt=negative), chips)
        again = {each.key for each in suggest(then)}
        assert one.key not in again, (one, prompt)


def test_a_thing_behind_which_something_was_put_is_not_followed_by_the_next() -> None:
    still = Facts("takes", "a red boat on a lake", measured={"dynamic_degree": Seen(0.0)})
    prompt, _ = applied(by_key(still)["name-what-moves"].change, "")
    assert prompt == "a red boat, rocking on the swell, on a lake"
    assert "name-what-moves" not in by_key(replace(still, prompt=prompt))


def by_key(facts: Facts) -> dict[str, Proposal]:
    return {one.key: one for one in suggest(facts)}


def test_a_weak_dimension_is_said_with_its_number_and_moment() -> None:
    one = by_key(Facts("takes", PROMPT, measured={"dynamic_degree": Seen(0.58, moments=(3.2,))}))["name-what-moves"]
    assert one.reason == "The ship hardly moves: movement 58, worst at 3.2 s."
    assert gained(one.change.prompt) == ["pennants streaming and sails filling"]


def test_a_strong_dimension_calls_for_nothing() -> None:
    strong = {dimension: Seen(0.95) for dimension in DIMENSIONS}
    assert set(by_key(Facts("takes", PROMPT, measured=strong))) == set()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("This is too dark", "more-light"),
        ("zu hell", "less-light"),
        ("slower, please", "slow-it-down"),
        ("can we go closer?", "go-closer"),
        ("es demasiado oscuro", "more-light"),
        ("trop vite !", "slow-it-down"),
        ("the sails look frozen", "name-what-moves"),
        ("I see a watermark", "leave-out-text"),
    ],
)
def test_what_people_write_comes_first_and_is_quoted(said: str, key: str) -> None:
    one = by_key(Facts("takes", PROMPT, comments=(Comment(said, 2.0),)))[key]
    assert one.reason == f"Somebody wrote \u201c{said}\u201d at 2.0 s."
    assert one.urgency == 1.0


def test_words_that_stand_in_the_way_are_taken_out() -> None:
    facts = Facts("takes", "A handheld camera runs with the dog", measured={"motion_smoothness": Seen(0.4)})
    one = by_key(facts)["move-the-camera-less"]
    assert (lost(one.change.prompt), gained(one.change.prompt)) == (["handheld"], ["steady"])
    assert one.change.camera == "steady camera"


def test_words_that_changed_nothing_can_be_dropped() -> None:
    facts = Facts(
        "frames", "A boat, ineffably, at dusk", measured={"prompt_alignment": Seen(0.5)}, ignored=("ineffably",)
    )
    one = by_key(facts)["drop-what-changes-nothing"]
    assert applied(one.change, "")[0] == "A boat, at dusk"


def test_what_the_prompt_asks_for_is_not_left_out() -> None:
    facts = Facts("frames", "A poster with text", comments=(Comment("the text is wrong"),))
    assert "leave-out-text" not in by_key(facts)


def test_pictures_are_judged_by_their_own_dimensions() -> None:
    found = by_key(Facts("frames", PROMPT, measured={"clarity": Seen(0.4), "imaging_quality": Seen(0.1)}))
    assert found["sharpen-it"].dimension == "clarity"
    assert "40" in found["sharpen-it"].reason


def test_a_chip_helps_in_place_of_words_where_none_stand_in_the_way() -> None:
    dark = Facts("frames", PROMPT, comments=(Comment("This is too dark"),))
    one = by_key(with_chips(dark, ("lens-24", "light-low")))["more-light-chip"]
    assert one.change.switch == Switch(("light-high",), ("light-low",), ("lens-24", "light-high"))
    assert gained(one.change.prompt) == []
    assert one.reason == "Somebody wrote \u201cThis is too dark\u201d."
    filled = by_key(with_chips(dark, None, ("lens-24",)))["more-light-chip"]
    assert filled.change.switch == Switch(("light-high",), (), ("lens-24", "light-high"))
    for said in (
        with_chips(replace(dark, prompt="A dark boat"), ()),  # words stand in the way
        with_chips(replace(dark, kind="takes"), ()),  # light is nothing that takes have a chip for
        with_chips(dark, ("hour-night",)),  # somebody wanted it at night
        with_chips(dark, ("light-high",)),  # it is on already
    ):
        assert by_key(said)["more-light"].change.switch is None


def test_a_take_that_stands_gets_a_movement() -> None:
    still = Facts("takes", PROMPT, measured={"dynamic_degree": Seen(0.3)})
    one = by_key(with_chips(still, ("move-static", "light-low")))["move-the-camera-chip"]
    assert one.change.switch == Switch(("move-push",), ("move-static",), ("light-low", "move-push"))
    said = by_key(with_chips(replace(still, prompt=f"{PROMPT}, static camera"), None))["move-the-camera"]
    assert (said.change.camera, said.change.switch) == ("slow push-in", None)


def test_what_a_chosen_chip_says_is_not_left_open() -> None:
    facts = Facts("frames", "A boat on a lake")
    assert "say-the-hour" in by_key(with_chips(facts, None, ("hour-dusk",)))
    assert "say-the-hour" not in by_key(with_chips(facts, ("hour-dusk",)))


def test_every_rule_has_a_name_of_its_own_and_is_about_a_known_dimension() -> None:
    keys = [rule.key for rule in rules()]
    assert len(keys) == len(set(keys))
    assert {rule.dimension for rule in rules()} <= set(DIMENSIONS)
    assert all(rule.add or rule.negative or rule.ignored for rule in rules())
    assert {chip for rule in rules() for chip in (*rule.chips_on, *rule.chips_off)} <= set(shipped().by_id)
