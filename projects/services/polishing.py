"""Asking for a polish of a frame or a take, and its price."""

from typing import Any
from uuid import UUID

from accounts.plans.here import plan_here
from accounts.problems import InvalidField
from generation import charging, polishing, queries, values
from generation.models import Generation, HeroFrame, Take
from generation.polishing import POLISH
from generation.services import starting
from generation.values import GenerationRequest
from projects.models import Scene
from projects.services import making, qualities
from projects.services.arranging import hold
from quality.polishing import Media
from quality.values import Quote

Source = HeroFrame | Take


def named(data: dict[str, Any], node: Generation | None = None, scene: Scene | None = None) -> Source:
    """The frame or take that a body names: of a generation's tree, of a scene, or of the workspace. Raises
    InvalidField, which names the field."""
    name = "take" if data.get("take") else "frame"
    rows: Any = queries.takes() if name == "take" else queries.hero_frames()
    if node is not None and node.scene_id is None:
        rows = rows.filter(generation__in=queries.tree(node))
    elif node is not None or scene is not None:
        rows = rows.filter(scene=scene.pk if scene else node.scene_id if node else None)
    found: Source | None = rows.select_related("generation").filter(pk=data[name]).first()
    if found is None:
        raise InvalidField(name, f"There is no such {name} here.", f"Use the id of one of its {name}s.")
    return found


def begin(source: Source, steps: list[dict[str, Any]], user_id: UUID | None, known: dict[str, Any]) -> Generation:
    """Ask for it: a generation below the one that made the source, of the same scene. What it polishes stays.

    Raises InvalidField, Conflict, PlanLimit, NotEnoughCredits.
    """
    request = _request(source, steps, user_id)
    if source.scene_id is not None:
        scene = Scene.objects.get(pk=source.scene_id)
        hold(scene)
        making.check_room(scene, making.polished_kind(request.settings))
    return starting.start(request, **known)


def price(source: Source, steps: list[dict[str, Any]]) -> Quote:
    """What it would take; refused as the request itself would be. Writes no row."""
    return charging.price_of(_request(source, steps, None))


def _request(source: Source, steps: list[dict[str, Any]], user_id: UUID | None) -> GenerationRequest:
    asked, output = source.generation, source.output
    media = Media(output.width, output.height, max(1, output.frames), output.fps)
    wanted = polishing.checked(polishing.steps_asked(steps), media, plan_here().largest_side)
    told = {
        **_origin(source),
        "sha256": output.file.sha256,
        "width": media.width,
        "height": media.height,
        "frames": media.frames,
        "fps": media.fps,
        "notice": output.notice,
        "steps": polishing.as_json(wanted),
    }
    return GenerationRequest(
        kind=values.POLISH,
        prompt=source.prompt if isinstance(source, HeroFrame) else source.generation.prompt,
        negative_prompt=asked.negative_prompt if asked else "",
        tier=asked.requested_tier if asked else _tier(source),
        seed=source.seed,
        project_id=_project(source),
        scene_id=source.scene_id,
        frame_id=source.frame_id if isinstance(source, Take) else None,
        parent_id=source.generation_id,
        user_id=user_id,
        settings={POLISH: told, **_movement(source)},
    )


def _origin(source: Source) -> dict[str, str]:
    """What is polished; a take that was polished before belongs to the roll of its first."""
    if isinstance(source, HeroFrame):
        return {"frame": str(source.pk)}
    before = source.generation.settings.get(POLISH, {})
    return {"take": str(source.pk), "roll": before.get("roll", str(source.generation_id))}


def _movement(source: Source) -> dict[str, int]:
    """The camera's movement, so that its scene's final is the same shot."""
    if isinstance(source, HeroFrame):
        return {}
    return {"movement": int(source.generation.settings.get("movement", source.number))}


def _project(source: Source) -> UUID | None:
    if source.scene_id is not None:
        project: UUID = Scene.objects.values_list("episode__project_id", flat=True).get(pk=source.scene_id)
        return project
    return source.generation.project_id if source.generation else None


def _tier(source: Source) -> str:
    """Of a picture that somebody brought: its scene's."""
    if source.scene_id is None:
        return "standard"
    scene = Scene.objects.select_related("episode__project__custom_tier").filter(pk=source.scene_id).first()
    return qualities.of_scene(scene).tier if scene else "standard"
