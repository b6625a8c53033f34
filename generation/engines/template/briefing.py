"""Plans a film from a brief: a plain arc, a framework, or a script."""

from dataclasses import replace
from random import Random

from generation.engines.template.frameworks import Framework, Turn, frameworks, turns
from generation.engines.template.moving import way_to
from generation.engines.template.phrases import movement_named, names, subject_of
from generation.engines.template.planning import MOST_SCENES, plan_scenes
from generation.stories import scripts, values
from generation.stories.values import BadBrief, Brief, Product, ScenePlan, StoryPlan
from generation.stories.wording import IDEA_LIMIT_CHARACTERS, clipped, extended, title_of

ARC = "arc"
PEOPLE = ("a woman", "a man")
MOST_AUDIENCE_WORDS = 3
"""An audience told in more words says more than who it is; a picture would show all of it."""
LENSES = ("35 mm lens", "50 mm lens", "24 mm wide-angle lens")
"""Of the scenes of one beat, each has another."""


def plan(brief: Brief) -> StoryPlan:
    """The story that a brief asks for: the same brief, the same story. Raises BadBrief."""
    if not brief.source.strip():
        raise BadBrief("idea", "There is nothing to plan from.", "Write what the film is about.")
    if brief.kind == values.SCRIPT:
        return _from_script(brief)
    if not 1 <= brief.scenes <= MOST_SCENES:
        raise BadBrief("scenes", "This is no number of scenes.", f"Use a whole number from 1 to {MOST_SCENES}.")
    if brief.framework == ARC and brief.kind == values.IDEA:
        return _along_arc(brief)
    chosen = frameworks().get("aida" if brief.framework == ARC else brief.framework)
    if chosen is None:
        words = ", ".join((ARC, *frameworks()))
        raise BadBrief("framework", f'"{brief.framework[:40]}" is no framework.', f"Use one of: {words}.")
    return _by_framework(brief, chosen)


def _along_arc(brief: Brief) -> StoryPlan:
    story = plan_scenes(brief.source, brief.scenes, brief.seed)
    idea = clipped(brief.source.strip(), IDEA_LIMIT_CHARACTERS)
    return replace(story, scenes=tuple(replace(scene, description=idea) for scene in story.scenes))


def _from_script(brief: Brief) -> StoryPlan:
    script = scripts.read(brief.source, brief.scenes)
    if not script.scenes:
        raise BadBrief("idea", "This script has no scenes.", "Paste some of its text; headings are not needed.")
    scenes = tuple(scene.plan for scene in script.scenes)
    return StoryPlan(script.title or title_of(scenes[0].title or scenes[0].prompt or "Script"), "As written", scenes)


def _by_framework(brief: Brief, framework: Framework) -> StoryPlan:
    rng = Random(f"{brief.seed}/{brief.source}")
    told = _told(brief, rng.choice(PEOPLE))
    chosen = turns(framework, brief.scenes)
    scenes = tuple(_scene(brief, turn, again, told, number) for number, (turn, again) in enumerate(chosen, start=1))
    arc = ", ".join(dict.fromkeys(turn.name for turn, _ in chosen))
    return StoryPlan(title_of(told["product"] if brief.product else told["idea"]), arc, scenes)


def _told(brief: Brief, person: str) -> dict[str, str]:
    """What stands for the words in braces."""
    product = brief.product or Product(title_of(brief.source))
    short = len(product.audience.split()) <= MOST_AUDIENCE_WORDS
    who = product.audience if short and subject_of(product.audience) == "journey" else person
    idea = clipped(brief.source.strip(), IDEA_LIMIT_CHARACTERS)
    return {"idea": idea, "product": product.name, "person": who}


def _scene(brief: Brief, turn: Turn, again: int, told: dict[str, str], number: int) -> ScenePlan:
    is_product = brief.kind == values.PRODUCT
    seen = _filled(turn.product if is_product else turn.idea, told)
    named = movement_named(brief.source)
    camera = way_to(named, number, brief.source) if named else turn.camera
    shot = "" if names(seen, "shot") else turn.shot
    words = (shot, LENSES[(again - 1) % len(LENSES)] if again else "", turn.mood, camera)
    return ScenePlan(
        number=number,
        title=turn.name if not again else f"{turn.name}, {again + 1}",
        beat=turn.tells,
        prompt=extended(seen, words),
        camera=camera,
        seconds=turn.seconds,
        slugline=turn.heading if is_product else "",
        description=_description(seen, turn, brief.product) if is_product else seen,
        characters=(told["person"],) if is_product and "{person}" in turn.product else (),
        transition=turn.transition,
    )


def _filled(template: str, told: dict[str, str]) -> str:
    for name, words in told.items():
        template = template.replace("{" + name + "}", words)
    return template[:1].upper() + template[1:] if template[:1].isascii() else template


def _description(seen: str, turn: Turn, product: Product | None) -> str:
    """What is seen, and on the beats that promise or ask, what the brief says of it."""
    facts = product or Product("")
    said = {"Solution": facts.benefit, "Bridge": facts.benefit, "Desire": facts.benefit, "Action": facts.offer}
    more = said.get(turn.name) or ""
    return f"{seen}.\n\n{more}" if more else f"{seen}."
