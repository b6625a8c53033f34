"""Rows as if somebody had made them before: quick, committed or not as the test's database is."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from accounts.models import ApiToken, Invitation, Membership, User, Workspace
from accounts.roles import Role
from accounts.tenancy import scope
from generation import files, values
from generation.handlers.base import MadeFile
from generation.media.pictures import encode_png
from generation.media.video import write_mp4
from generation.models import Generation, HeroFrame, Take, TakeScore
from generation.services import starting
from generation.values import GenerationRequest
from projects.models import Episode, Project, Scene
from projects.services import arranging, choosing

PROMPT = "a red boat on a lake at dusk"


def png(shade: int = 90) -> bytes:
    """A small picture; each shade is another file."""
    picture = np.zeros((64, 64, 3), dtype=np.uint8)
    picture[:32] = shade % 256
    picture[32:] = shade // 256
    return encode_png(picture, {"shade": shade})


def project_in(workspace: Workspace, name: str = "The lighthouse") -> Project:
    """A project of quality low with its first episode."""
    with scope(workspace.pk):
        return arranging.create_project(name=name, idea=PROMPT, quality="low", user_id=None)


def episode_of(project: Project) -> Episode:
    """The project's first episode."""
    with scope(project.tenant_id):
        return Episode.objects.select_related("project").get(project=project, number=1)


def scene_of(project: Project, prompt: str = PROMPT) -> Scene:
    """One more scene of the project's first episode."""
    with scope(project.tenant_id):
        return arranging.add_scene(episode_of(project), title="", prompt=prompt, seconds=4.0)


def scene_in(workspace: Workspace) -> Scene:
    """A scene of a project of its own."""
    return scene_of(project_in(workspace))


def ended(scene: Scene, kind: str, state: str = values.SUCCEEDED) -> Generation:
    """A generation of a scene that has ended."""
    with scope(scene.tenant_id):
        return Generation.objects.create(
            kind=kind,
            state=state,
            project_id=scene.episode.project_id,
            scene=scene,
            prompt=PROMPT,
            seed=7,
            requested_tier="low",
            achieved_tier="low",
            quote=QUOTE,
        )


QUOTE: dict[str, Any] = {
    "requested_tier": "low",
    "achieved_tier": "low",
    "fallback": None,
    "seconds": [1.0, 2.0],
    "credits": 1,
    "position": "",
    "width": 16,
    "height": 16,
    "frames": 1,
    "notice": "",
}


def film(shade: int) -> bytes:
    """Two frames of one shade."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        write_mp4([np.full((64, 64, 3), shade % 256, np.uint8)] * 2, path, 24, {"shade": shade})
        return path.read_bytes()


def _made(scene: Scene, shade: int, media_type: str) -> MadeFile:
    content = film(shade) if media_type == "video/mp4" else png(shade)
    return MadeFile(files.keep(scene.tenant_id, content, media_type), 64, 64, {})


def frame_of(scene: Scene, generation: Generation | None = None, shade: int = 90) -> HeroFrame:
    """A hero frame of a scene, with its file."""
    with scope(scene.tenant_id):
        generation = generation or ended(scene, values.FRAMES)
        number = HeroFrame.objects.filter(scene=scene).count() + 1
        output = files.output_of(_made(scene, shade, "image/png"), generation)
        return HeroFrame.objects.create(
            generation=generation, scene=scene, number=number, prompt=PROMPT, seed=7, output=output, score=0.5
        )


def take_of(scene: Scene, generation: Generation | None = None, shade: int = 200) -> Take:
    """A scored take of a scene, with its file."""
    with scope(scene.tenant_id):
        generation = generation or ended(scene, values.TAKES)
        number = Take.objects.filter(generation=generation).count() + 1
        output = files.output_of(_made(scene, shade, "video/mp4"), generation)
        take = Take.objects.create(
            generation=generation, scene=scene, number=number, seed=7, output=output, total=0.6, rank=number
        )
        TakeScore.objects.create(take=take, dimension="imaging_quality", status="measured", value=0.6, method="m")
        return take


def asked(scene: Scene, kind: str = values.FRAMES, count: int = 1, parent: UUID | None = None) -> Generation:
    """A generation of a scene that waits in the queue."""
    with scope(scene.tenant_id):
        frame = HeroFrame.objects.filter(scene=scene).first()
        return starting.start(
            GenerationRequest(
                kind=kind,
                prompt=PROMPT,
                tier="low",
                seed=7,
                count=count,
                project_id=scene.episode.project_id,
                scene_id=scene.pk,
                frame_id=frame.pk if frame and kind == values.TAKES else None,
                parent_id=parent,
            )
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """One of everything in a workspace."""

    project: Project
    episode: Episode
    scene: Scene
    frame: HeroFrame
    take: Take
    generation: Generation
    member: Membership
    invitation: Invitation
    token: ApiToken

    def ids(self) -> dict[str, UUID]:
        """The names that addresses use, and the ids they take."""
        return {
            "project_id": self.project.pk,
            "episode_id": self.episode.pk,
            "scene_id": self.scene.pk,
            "frame_id": self.frame.pk,
            "take_id": self.take.pk,
            "generation_id": self.generation.pk,
            "output_id": self.frame.output_id,
            "member_id": self.member.pk,
            "invitation_id": self.invitation.pk,
            "token_id": self.token.pk,
        }


def shelf_in(workspace: Workspace, *, chosen: bool = False) -> Shelf:
    """A project with a scene, a frame and a take, of one generation of takes."""
    project = project_in(workspace)
    scene = scene_of(project)
    frame, generation = frame_of(scene), ended(scene, values.TAKES)
    take = take_of(scene, generation)
    if chosen:
        with scope(workspace.pk):
            choosing.choose_frame(scene, frame)
            choosing.choose_take(scene, take)
    guest, invited = person_in(workspace), invitation_to(workspace)
    token, _ = ApiToken.objects.issue(workspace=workspace, user_id=None, name="shelf")
    return Shelf(project, episode_of(project), scene, frame, take, generation, guest, invited, token)


def person_in(workspace: Workspace, role: Role = Role.VIEWER) -> Membership:
    """Somebody of no further interest."""
    user = User.objects.create_user(f"guest-{uuid4().hex[:12]}@northlight.film")
    return Membership.objects.create(workspace=workspace, user=user, role=role)


def invitation_to(workspace: Workspace, email: str = "") -> Invitation:
    """A place that is kept for an address; nobody has its link."""
    with scope(workspace.pk):
        made = Invitation(email=email or f"awaited-{uuid4().hex[:12]}@northlight.film", role=Role.VIEWER)
        made.renew()
        made.save(force_insert=True)
        return made
