"""What a notice says of a generation: a title that stands alone, a line beneath it, and where it leads."""

from dataclasses import dataclass

from accounts.letters import one_line
from generation import values
from generation.models import Generation, Output
from generation.models.notices import TEXT_CHARACTERS, TITLE_CHARACTERS
from generation.notices.kinds import FAILED, FILM, FINISHED, NEEDS_YOU

NAME_CHARACTERS = 60
"""How much of a project's name a title shows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice before anybody is told. `link` lies below the workspace's address; `action` is what it is called."""

    kind: str
    title: str
    text: str = ""
    link: str = ""
    action: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """As the row keeps it; too long texts are cut."""
        return {
            "kind": self.kind,
            "title": shortened(self.title, TITLE_CHARACTERS),
            "text": shortened(self.text, TEXT_CHARACTERS),
            "link": self.link,
            "action": self.action,
        }


def shortened(text: str, most: int) -> str:
    """A text in one line of at most `most` characters."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def of_generation(generation: Generation) -> Said | None:
    """What to say of the state that a generation has come to; None where nothing is to be said."""
    if generation.state in (values.REVIEW, values.AWAITING_CONSENT):
        return _needs_you(generation)
    if generation.state == values.FAILED:
        return _failed(generation)
    if generation.state != values.SUCCEEDED:
        return None
    return _film(generation) if generation.kind == values.FILM else _finished(generation)


def _film(generation: Generation) -> Said:
    cut = Output.objects.filter(generation=generation).order_by("-pk").first()
    scenes = f"{generation.count} scene{'' if generation.count == 1 else 's'}"
    text = f"It is {round(cut.duration_seconds)} seconds long and has {scenes}." if cut else ""
    return Said(FILM, f"Your film “{_project(generation)}” is ready", text, link_of(generation), "Watch the film")


def _finished(generation: Generation) -> Said:
    ready = {
        values.PLAN: f"The scenes of “{_project(generation)}” are planned",
        values.FRAMES: f"Pictures for {_scene(generation)} are ready",
        values.TAKES: f"Takes of {_scene(generation)} are ready",
        values.POLISH: f"{_polished(generation)} is polished",
    }
    pictures = "A picture is ready" if generation.count == 1 else f"{generation.count} pictures are ready"
    title = ready.get(generation.kind, pictures)
    return Said(FINISHED, title, _where(generation), link_of(generation), "Have a look")


def _needs_you(generation: Generation) -> Said:
    if generation.state == values.AWAITING_CONSENT:
        reason = str((generation.fallback or {}).get("reason", ""))
        return Said(NEEDS_YOU, f"{_what(generation)}: go on with less?", reason, link_of(generation), "Answer")
    text = _error(generation) or "No take is clearly good. Choose one, or make others."
    return Said(NEEDS_YOU, f"{_what(generation)}: a look from you is needed", text, link_of(generation), "Have a look")


def _failed(generation: Generation) -> Said:
    return Said(FAILED, f"{_what(generation)} failed", _error(generation), link_of(generation), "See what can be done")


def _what(generation: Generation) -> str:
    known = {
        values.FILM: f"The film “{_project(generation)}”",
        values.PLAN: f"The plan of “{_project(generation)}”",
        values.FRAMES: f"Pictures for {_scene(generation)}",
        values.TAKES: f"Takes of {_scene(generation)}",
        values.POLISH: f"The polish of {_polished(generation).lower()}",
    }
    return known.get(generation.kind, "A picture" if generation.count == 1 else f"{generation.count} pictures")


def _polished(generation: Generation) -> str:
    """What is polished: "A take of scene 4"."""
    what = "take" if "roll" in generation.settings.get("polish", {}) else "picture"
    return f"A {what} of {_scene(generation)}" if generation.scene else f"A {what}"


def _error(generation: Generation) -> str:
    error = generation.error or {}
    return " ".join(part for name in ("detail", "advice") if (part := str(error.get(name, ""))))


def _project(generation: Generation) -> str:
    return shortened(generation.project.name, NAME_CHARACTERS) if generation.project else "a film"


def _scene(generation: Generation) -> str:
    return f"scene {generation.scene.number}" if generation.scene else "a scene"


def _where(generation: Generation) -> str:
    if generation.kind == values.PLAN:
        return ""
    if generation.project is None:
        return f"“{shortened(generation.prompt, NAME_CHARACTERS)}”"
    return f"In “{_project(generation)}”."


def link_of(generation: Generation) -> str:
    """Where a generation is looked at, below the workspace's address."""
    if generation.project_id is None:
        return "history"
    scene = f"scene={generation.scene_id}&" if generation.scene_id else ""
    view = {values.FILM: "view=film", values.TAKES: "view=takes"}.get(generation.kind, "")
    if "roll" in generation.settings.get("polish", {}):
        view = "view=takes"
    query = f"{scene}{view}".rstrip("&")
    return f"projects/{generation.project_id}" + (f"?{query}" if query else "")
