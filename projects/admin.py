"""The ops console's pages of projects, episodes and scenes: to find one's way to what is being made, not to edit."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, display, link_to, shortened
from generation.models import Generation, Take
from projects.models import BlindTest, BlindVote, Episode, Improvement, ImprovementRound, Project, Scene
from quality.scoring.names import name_of


@admin.register(Project)
class ProjectOps(TenantAdmin):
    """Projects."""

    list_display = ("title", "of_workspace", "quality", "scenes", "made")
    list_filter = ("quality", MadeSince, WorkspaceFilter)
    search_fields = ("name", "workspace__slug")
    fields = (
        *("title", "of_workspace", "quality", "fallback_policy", "stop_early", "story"),
        *("created_by", "created_at", "updated_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        """With the number of scenes."""
        found: QuerySet[Project] = (
            super().get_queryset(request).defer("extra").annotate(scene_count=Count("episodes__scenes"))
        )
        return found

    @display("Name", ordering="name")
    def title(self, project: Any) -> Any:
        """The name, which may begin as the idea does."""
        return shortened(project.name)

    @display("Scenes", ordering="scene_count")
    def scenes(self, project: Any) -> int:
        """How many, over all episodes."""
        return int(project.scene_count)

    @display("Idea")
    def story(self, project: Any) -> Any:
        """Its beginning."""
        return shortened(project.idea)


@admin.register(Episode)
class EpisodeOps(TenantAdmin):
    """Episodes."""

    list_display = ("__str__", "number", "of_project", "of_workspace", "has_film", "made")
    list_select_related = ("workspace", "project")
    search_fields = ("title", "project__name", "workspace__slug")
    fields = ("title", "number", "of_project", "of_workspace", "story_arc", "story", "has_film", "created_at")

    @display("Project")
    def of_project(self, episode: Any) -> SafeString:
        """A link to it."""
        return link_to(Project, episode.project_id, shortened(episode.project.name, 40))

    @display("Film", boolean=True)
    def has_film(self, episode: Any) -> bool:
        """Whether it was cut."""
        return episode.film_id is not None

    @display("Idea")
    def story(self, episode: Any) -> Any:
        """Its beginning."""
        return shortened(episode.idea)


@admin.register(Scene)
class SceneOps(TenantAdmin):
    """Scenes."""

    list_display = (
        "__str__",
        "number",
        "of_episode",
        "of_workspace",
        "tier",
        "frame_chosen",
        "take_chosen",
        "made",
    )
    list_select_related = ("workspace", "episode__project")
    search_fields = ("title", "episode__project__name", "workspace__slug")
    fields = (
        *("title", "number", "of_episode", "of_workspace", "beat", "slugline", "story", "speeches", "camera"),
        *("transition", "text", "without", "chips", "tier", "seconds", "deleted_at"),
        *("frame_chosen", "take_chosen", "created_at"),
    )

    @display("Episode")
    def of_episode(self, scene: Any) -> SafeString:
        """A link to it."""
        return link_to(Episode, scene.episode_id, shortened(str(scene.episode), 40))

    @display("Quality")
    def tier(self, scene: Any) -> str:
        """Its own tier, else its project's."""
        return str(scene.effective_quality)

    @display("Prompt")
    def text(self, scene: Any) -> Any:
        """Its beginning."""
        return shortened(scene.prompt)

    @display("Leaves out")
    def without(self, scene: Any) -> Any:
        """What its frames and takes leave out; empty: what usually is."""
        return "" if scene.negative_prompt is None else shortened(scene.negative_prompt)

    @display("Chips")
    def chips(self, scene: Any) -> str:
        """Those that are on; empty: the studio chooses."""
        return ", ".join(scene.enhancements or ())

    @display("Description")
    def story(self, scene: Any) -> Any:
        """Its beginning."""
        return shortened(scene.description)

    @display("Speeches")
    def speeches(self, scene: Any) -> int:
        """How many."""
        return len(scene.dialogue)

    @display("Frame chosen", boolean=True)
    def frame_chosen(self, scene: Any) -> bool:
        """Whether the creator circled a frame."""
        return scene.selected_frame_id is not None

    @display("Take chosen", boolean=True)
    def take_chosen(self, scene: Any) -> bool:
        """Whether a take is circled."""
        return scene.selected_take_id is not None


@admin.register(BlindTest)
class BlindTestOps(TenantAdmin):
    """Two prompts against each other, newest first; of their words nothing."""

    list_display = ("name", "pairs", "accepted", "of_workspace", "made", "closed_at")
    list_filter = (MadeSince, WorkspaceFilter)
    fields = (
        *("name", "pairs", "scene", "frames_a", "frames_b", "version_a", "version_b", "accepted"),
        *("created_by", "of_workspace", "created_at", "closed_at"),
    )


@admin.register(BlindVote)
class BlindVoteOps(TenantAdmin):
    """Votes, newest first."""

    list_display = ("__str__", "test", "of_workspace", "made")
    list_select_related = ("workspace", "test")
    fields = ("test", "number", "choice", "user", "of_workspace", "created_at")


@admin.register(Improvement)
class ImprovementOps(TenantAdmin):
    """Takes that are improved by themselves."""

    list_display = ("scene_name", "how_it_ended", "rounds", "credits", "of_workspace", "made")
    list_filter = ("ending", MadeSince, WorkspaceFilter)
    list_select_related = ("workspace", "scene")
    fields = (
        *("scene_name", "of_first", "of_best", "rounds", "credits", "how_it_ended", "detail", "of_workspace"),
        *("created_by", "created_at", "ended_at"),
    )

    @display("Scene")
    def scene_name(self, row: Any) -> Any:
        """Its title or number, which may begin as its prompt does."""
        return shortened(str(row.scene))

    @display("Ended", ordering="ending")
    def how_it_ended(self, row: Any) -> str:
        """In words."""
        return row.get_ending_display() if row.ending else "Goes on"

    @display("Began with")
    def of_first(self, row: Any) -> SafeString:
        """A link to the take."""
        return link_to(Take, row.first_take_id, "Its first take")

    @display("Best so far")
    def of_best(self, row: Any) -> SafeString:
        """A link to the take."""
        return link_to(Take, row.best_take_id, "Its best take")


@admin.register(ImprovementRound)
class ImprovementRoundOps(TenantAdmin):
    """What each round changed, and what came of it."""

    list_display = ("__str__", "what_for", "points_before", "points_after", "kept", "credits", "of_workspace", "made")
    list_filter = ("kept", MadeSince, WorkspaceFilter)
    fields = (
        *("number", "of_improvement", "key", "what_for", "of_generation", "points_before", "points_after", "kept"),
        *("credits", "of_workspace", "created_at", "ended_at"),
    )

    @display("What for", ordering="dimension")
    def what_for(self, row: Any) -> str:
        """Its dimension in people's words."""
        return name_of(row.dimension)

    @display("Before", ordering="before")
    def points_before(self, row: Any) -> str:
        """0 to 100."""
        return "" if row.before is None else f"{row.before * 100:.0f}"

    @display("After", ordering="after")
    def points_after(self, row: Any) -> str:
        """0 to 100."""
        return "" if row.after is None else f"{row.after * 100:.0f}"

    @display("Improvement")
    def of_improvement(self, row: Any) -> SafeString:
        """A link to it."""
        return link_to(Improvement, row.improvement_id, "The whole of it")

    @display("Made by")
    def of_generation(self, row: Any) -> SafeString:
        """A link to what was asked for."""
        return link_to(Generation, row.generation_id, "What was made")
