"""Rows as if somebody had made them before: quick, committed or not as the test's database is."""

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from django.utils import timezone

from accounts.models import ApiToken, Invitation, Membership, User, Workspace
from accounts.roles import Role
from accounts.tenancy import scope
from generation import files, retrying, values
from generation.errors import unexpected
from generation.handlers.base import MadeFile
from generation.history import keeping
from generation.media.pictures import encode_png
from generation.media.video import write_mp4
from generation.models import (
    Comment,
    EventLog,
    Generation,
    HeroFrame,
    Job,
    Notice,
    PromptSuggestion,
    PromptTemplate,
    PromptUse,
    Rating,
    ResolutionSession,
    ResolutionStep,
    ReviewLink,
    Take,
    TakeScore,
    WebhookDelivery,
)
from generation.prompts import services as writing_prompts
from generation.services import resolving, starting
from generation.suggesting.values import Change, Seen
from generation.values import GenerationRequest
from generation.wording.diff import difference
from projects.models import BlindTest, BlindVote, Episode, Improvement, ImprovementRound, Project, Scene
from projects.services import arranging, choosing
from quality.models import CustomTier
from tests.hooks import delivery_in

PROMPT = "a red boat on a lake at dusk"


@cache
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


@cache
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
    tier: CustomTier
    delivery: WebhookDelivery
    resolution: ResolutionSession
    suggestion: PromptSuggestion
    comment: Comment
    link: ReviewLink
    template: PromptTemplate
    blind: BlindTest
    improvement: Improvement

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
            "tier_id": self.tier.pk,
            "webhook_id": self.delivery.webhook_id,
            "delivery_id": self.delivery.pk,
            "resolution_id": self.resolution.pk,
            "suggestion_id": self.suggestion.pk,
            "comment_id": self.comment.pk,
            "link_id": self.link.pk,
            "template_id": self.template.pk,
            "test_id": self.blind.pk,
            "improvement_id": self.improvement.pk,
            "step_id": steps_of(self.resolution)["ask_operator"].pk,
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
    rated(generation)
    tagged(generation)
    token, _ = ApiToken.objects.issue(workspace=workspace, user_id=None, name="shelf")
    tier, delivery = tier_in(workspace), delivery_in(workspace)
    return Shelf(
        *(project, episode_of(project), scene, frame, take, generation, guest, invited, token, tier, delivery),
        resolution=troubled(generation),
        suggestion=suggested(take),
        comment=commented(take),
        link=link_to(scene)[0],
        template=template_in(workspace, generation),
        blind=blind_of(scene),
        improvement=improved(take),
    )


def blind_of(scene: Scene, **fields: Any) -> BlindTest:
    """Two prompts without pictures, and what somebody who has left since thought of them."""
    with scope(scene.tenant_id):
        said = {"negative_prompt": "", "enhance": []}
        asked = {"a": {"prompt": PROMPT, **said}, "b": {"prompt": f"{PROMPT}, close", **said}}
        made = BlindTest.objects.create(**{"scene": scene, "name": "Near or far", "asked": asked, "pairs": 2, **fields})
        BlindVote.objects.create(test=made, number=1, choice="a")
        return made


def template_in(workspace: Workspace, used: Generation | None = None) -> PromptTemplate:
    """A template with one version, and what was made with it."""
    with scope(workspace.pk):
        about = {"name": "At dusk", "kind": values.FRAMES, "description": "Calm.", "tags": ["calm"]}
        made = writing_prompts.make(about, writing_prompts.Said("{{subject}} at dusk"), None)
        if used is not None:
            PromptUse.objects.create(generation=used, version=made.versions.get())
        return made


def improved(take: Take) -> Improvement:
    """A take that was improved by itself in one round, which brought nothing."""
    with scope(take.tenant_id):
        about = {"scene_id": take.scene_id, "first_take": take, "best_take": take, "rounds": 1, "credits": 9}
        made = Improvement.objects.create(ending="rounds", **about)
        told = {"key": "repair:imaging_quality", "dimension": "imaging_quality", "reason": "Sharper picture."}
        ImprovementRound.objects.create(improvement=made, number=1, of_take=take, kept=False, credits=4, **told)
        return made


def commented(take: Take, text: str = "Slower, please.", **fields: Any) -> Comment:
    """What somebody who has left since said of a take."""
    with scope(take.tenant_id):
        return Comment.objects.create(take=take, text=text, **fields)


def link_to(shown: Scene, /, **fields: Any) -> tuple[ReviewLink, str]:
    """A link to a scene's takes, open for a week, and its token; for nobody else unless `fields` say so."""
    with scope(shown.tenant_id):
        made = ReviewLink(**{"scene": shown, "expires_at": timezone.now() + timedelta(days=7), **fields})
        token = made.renew()
        made.save(force_insert=True)
        return made, token


def notice_for(workspace: Workspace, user: User, title: str = "A film is ready", **fields: Any) -> Notice:
    """A notice that one person has not read."""
    with scope(workspace.pk):
        return Notice.objects.create(user=user, kind="film", title=title, **fields)


def troubled(generation: Generation) -> ResolutionSession:
    """What is open about a generation of which no part is at fault."""
    with scope(generation.tenant_id):
        found = resolving.film_failed(generation, unexpected())
    with scope(generation.tenant_id):
        EventLog.objects.filter(type="resolution.step").delete()  # a shelf tells nothing
        return found


def suggested(take: Take, key: str = "sharpen-it", dimension: str = "imaging_quality") -> PromptSuggestion:
    """What would help a take: other words at the end of its prompt."""
    with scope(take.tenant_id):
        change = Change(difference(PROMPT, f"{PROMPT}, sharp focus"), ("blur",))
        return PromptSuggestion.objects.create(
            generation=take.generation,
            take=take,
            key=key,
            engine="template",
            version="1",
            dimension=dimension,
            reason="It could be clearer: clarity 60.",
            change=change.as_json(),
            expected=7.0,
            urgency=0.4,
            before={dimension: Seen(0.6, "m").as_json()},
        )


def given_up(generation: Generation) -> ResolutionSession:
    """What is open about a part of an ended generation that was given up."""
    with scope(generation.tenant_id):
        kept = retrying.reason(unexpected(), at=timezone.now().isoformat(), worker="", number=3, wait_seconds=None)
        job = Job.objects.create(
            generation=generation,
            kind=values.JOB_TAKE,
            number=9,
            lane=values.CPU_LANE,
            state=values.FAILED,
            tries=3,
            failures=[kept],
            params={"seed": 7, "tier": "low"},
        )
        running = Generation(pk=generation.pk, workspace_id=generation.tenant_id, kind=generation.kind)
        running.scene_id, running.project_id = generation.scene_id, generation.project_id
        found = resolving.failed(job, running, unexpected(), gave_up=True)
        assert found is not None
        return found


def steps_of(resolution: ResolutionSession) -> dict[str, ResolutionStep]:
    """Its steps, by key."""
    with scope(resolution.tenant_id):
        return {step.key: step for step in resolution.steps.all()}


def tier_in(workspace: Workspace) -> CustomTier:
    """A quality of the workspace's own: Low with smaller pictures and shorter shots."""
    with scope(workspace.pk):
        slug = f"drafts-{uuid4().hex[:12]}"
        return CustomTier.objects.create(name="Social drafts", slug=slug, base="low", picture_side=384, frames=13)


def rated(generation: Generation, stars: int = 4) -> Rating:
    """A rating of somebody who has left the studio since."""
    with scope(generation.tenant_id):
        return Rating.objects.create(generation=generation, stars=stars, notes="The light is right.")


def tagged(generation: Generation, *names: str) -> None:
    """Tags of a generation, and that search knows it."""
    with scope(generation.tenant_id):
        keeping.describe(generation, tags=names or ("boat",))


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
