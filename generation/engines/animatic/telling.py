"""What was read in a prompt, in a creator's words: facts for people, not the recipe's values."""

from typing import Any

from generation.engines.animatic.plan import Style
from generation.engines.animatic.scene import OPEN_PLACES, RIDER, Scene, Subject

MOVES = {
    "push": "push in", "pull": "pull back", "truck": "tracking", "crane": "crane", "static": "locked off",
    "handheld": "handheld", "orbit": "orbit", "pan": "pan", "roll": "roll", "tilt": "tilt",
    "dolly": "dolly",
}  # fmt: skip
TIMES = {"golden": "golden hour", "noon": "day"}
LAYOUTS = {
    "thirds": "in thirds", "middle": "in the middle", "space": "much left open", "lines": "leading lines",
    "open": "a step back", "depth": "in layers",
}  # fmt: skip
USUAL_RATE, RATES = "24", {"lapse": "time-lapse"}
PLAIN = frozenset(("plain",))
UNDRAWN = frozenset(("photographic", "3d", "pov", "flicker"))
"""What is read but changes no pixel yet: told as ignored, not as drawn."""
ON_THE_STREET = ("tunnel", "station", "car park", "crossroads", "traffic", "graffiti")
DRAWN_IN = {
    **dict.fromkeys(ON_THE_STREET, ("street",)),
    **dict.fromkeys(("curtains", "chandelier", "boxes"), ("room",)),
    **dict.fromkeys(("rails", "racetrack", "battlefield", "mirage", "moss"), OPEN_PLACES),
    **dict.fromkeys(("picnic", "splash", "eclipse"), (*OPEN_PLACES, "city", "street")),
    "wildfire": (*OPEN_PLACES, "city"),
    "balcony": (*OPEN_PLACES, "city"),
    "construction": ("city",),
    "rice": ("field",),
    "petrol station": ("street", *OPEN_PLACES),
    "ripples": ("lake", "river", "sea", "coast", "island"),
}
"""Where a feature is drawn that not every place can show; elsewhere it is told as ignored."""
LONGEST_WORD = 40  # characters of an ignored word that are shown
MANY = 5  # from here on a count is told as "many"


def told(scene: Scene, style: Style) -> dict[str, Any]:
    """JSON values: `facts` (name and value each), `ignored` words, and whether anything was `understood` at all."""
    named = [subject_words(subject) for subject in scene.subjects]
    facts = {
        "Place": ", ".join(dict.fromkeys((scene.interior or scene.setting, *scene.surroundings))),
        "Light": TIMES.get(scene.time, scene.time),
        "Weather": scene.weather if scene.weather != "clear" else "",
        "Outside": scene.outside,
        "Season": scene.season,
        "Subjects": "; ".join(named),
        "Also": ", ".join(sorted(scene.features - UNDRAWN - _out_of_place(scene))),
        "Mood": scene.mood if "mood" in scene.named else "",
        "Shot": scene.shot if "shot" in scene.named else "",
        "Angle": scene.angle,
        "Framing": _drawn(scene.framing),
        "Lens": scene.lens if "lens" in scene.named else "",
        "Film": ", ".join(look for look in (scene.film, _drawn(scene.style), *_developed(scene)) if look),
        "Composition": LAYOUTS.get(scene.layout, ""),
        "Frame rate": "" if scene.rate in ("", USUAL_RATE) else RATES.get(scene.rate, scene.rate),
        "Camera": MOVES.get(style.kind, style.kind) if style.kind != "static" else "",
    }
    return {
        "facts": [{"name": name, "value": value} for name, value in facts.items() if value],
        "ignored": [*(word[:LONGEST_WORD] for word in scene.ignored), *_undrawn(scene)],
        "understood": not scene.not_understood,
    }


def _developed(scene: Scene) -> list[str]:
    return [*([scene.gauge] if scene.gauge else []), *sorted(scene.grades - PLAIN)]


def _drawn(word: str) -> str:
    return "" if word in UNDRAWN else word


def _undrawn(scene: Scene) -> list[str]:
    """What was read in vain."""
    faces = {mark for subject in scene.subjects for mark in (*subject.appearance.face, subject.appearance.build)}
    return sorted(_out_of_place(scene) | UNDRAWN & {*scene.features, *scene.lights, *faces, scene.framing, scene.style})


def _out_of_place(scene: Scene) -> set[str]:
    """Features that this place cannot show."""
    return {name for name in scene.features if scene.setting not in DRAWN_IN.get(name, (scene.setting,))}


def subject_words(subject: Subject) -> str:
    """A subject as a person would say it: "two people, walking, on the left"."""
    many = "" if subject.count == 1 else f"{subject.count} " if subject.count < MANY else "many "
    noun = " ".join(word for word in (subject.size, subject.colour or "", subject.kind) if word)
    riders = [worn.removeprefix(RIDER) for worn in subject.attributes if worn.startswith(RIDER)]
    plain = [worn for worn in subject.attributes if not worn.startswith(RIDER) and not (riders and worn == "rider")]
    worn = ", ".join((*(f"ridden by a {who}" for who in riders), *plain))
    side = f"on the {subject.side}" if subject.side in ("left", "right") else ""
    where = f"{subject.relation.kind} {subject.relation.target}" if subject.relation else ""
    return ", ".join(part for part in (f"{many}{noun}", subject.action, worn, where, side) if part)
