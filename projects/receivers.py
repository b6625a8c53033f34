"""Reacts to what generation made; runs inside its finishing transaction and only writes rows."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from accounts import letters
from accounts.models import User, Workspace
from accounts.signals import demo_opened, names_wanted
from accounts.tenancy import scope
from generation import events, signals
from generation.engines.template import StoryPlan
from generation.errors import JobError
from generation.models import Generation, HeroFrame, Output, Take
from projects.models import Episode, Project, Scene
from projects.services import arranging, choosing, finishing, making

FIRST_IDEA = "A red sailboat crosses a calm lake between snowy mountains at sunset"
FIRST_SEED = 9


@receiver(signals.plan_made)
def write_scenes(sender: type, generation: Generation, plan: StoryPlan, **kwargs: Any) -> None:
    """The plan's scenes take the place of the episode's, in a world of their own."""
    episode = Episode.objects.filter(pk=generation.settings["episode"]).first()
    if episode is None:
        return
    episodes = Episode.objects.filter(pk=episode.pk)
    episodes.update(title=plan.title, story_arc=plan.arc, world_seed=generation.seed)
    _clear(episode, replace=bool(generation.settings.get("replace")))
    for planned in plan.scenes:
        Scene.objects.create(
            episode=episode,
            number=planned.number,
            title=planned.title,
            beat=planned.beat,
            prompt=planned.prompt,
            seconds=planned.seconds,
        )
    events.record("scene.planned", generation=generation, episode=str(episode.pk), scenes=len(plan.scenes))


def _clear(episode: Episode, *, replace: bool) -> None:
    """Take the old scenes away, unless something was made of them while the plan waited."""
    held = Scene.objects.held().filter(episode=episode)
    made = HeroFrame.objects.filter(scene__in=list(held)).exists()
    if (made and not replace) or making.work_on(episode):
        raise JobError(
            "conflict",
            "These scenes got pictures while the plan waited, so they were left as they are.",
            "Plan anew if you want other scenes.",
        )
    Scene.objects.filter(episode=episode).delete()


@receiver(signals.plan_finished)
@receiver(signals.frames_finished)
@receiver(signals.generation_stopped)
def go_on_with_film(sender: type, generation: Generation, **kwargs: Any) -> None:
    """A part of a film ended: do what it needs next."""
    film = finishing.open_film_of(generation)
    if film is not None:
        finishing.go_on(film)


@receiver(signals.takes_finished)
def choose_best_take(sender: type, generation: Generation, **kwargs: Any) -> None:
    """The best take is circled; the creator may circle another at any time."""
    film = finishing.open_film_of(generation)  # its lock comes before the scene's everywhere
    best = Take.objects.filter(generation=generation).order_by("rank", "number").first()
    if best is not None and generation.scene_id is not None:
        scene = Scene.objects.select_related("episode").get(pk=generation.scene_id)
        choosing.choose_take(scene, best)
    if film is not None:
        finishing.go_on(film)


@receiver(demo_opened)
def begin_first_film(sender: type, workspace: Workspace, user: User, **kwargs: Any) -> None:
    """Something to see on a fresh installation."""
    with scope(workspace.pk):
        if Project.objects.exists():
            return
        project = arranging.create_project(name="", idea=FIRST_IDEA, quality="standard", user_id=user.pk)
        finishing.start(project.episodes.get(), user_id=user.pk, scenes=3, automatic=True, seed=FIRST_SEED)


@receiver(signals.film_cut)
def keep_film(sender: type, generation: Generation, output: Output, **kwargs: Any) -> None:
    """The episode's film is its latest cut; whoever asked for it is written to, once it is kept."""
    Episode.objects.filter(pk=generation.settings["episode"]).update(film=output)
    person = generation.created_by
    if person is None or not person.is_active or person.is_demo or not person.letter_when_finished:
        return
    told = _film_in_words(generation, output)
    transaction.on_commit(lambda: letters.send("film_ready", person, told), robust=True)


def _film_in_words(generation: Generation, output: Output) -> dict[str, Any]:
    project = generation.project
    assert project is not None
    workspace = Workspace.objects.get(pk=generation.tenant_id)
    return {
        "project": " ".join(project.name.split()),
        "workspace": " ".join(workspace.name.split()),
        "seconds": round(output.duration_seconds),
        "scenes": generation.count,
        "address": f"{settings.BASE_URL}/w/{workspace.slug}/projects/{project.pk}?view=film",
    }


@receiver(names_wanted)
def name_projects(sender: type, subjects: set[str], **kwargs: Any) -> dict[str, str]:
    """The names of the projects among these ids."""
    rows = Project.objects.filter(pk__in=subjects).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}
