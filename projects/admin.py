"""The ops console's pages of projects, episodes and scenes: to find one's way to what is being made, not to edit."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, display, link_to, shortened
from projects.models import Episode, Project, Scene


@admin.register(Project)
class ProjectOps(TenantAdmin):
    """Projects."""

    list_display = ("title", "of_workspace", "quality", "scenes", "made")
    list_filter = ("quality", MadeSince, WorkspaceFilter)
    search_fields = ("name", "workspace__slug")
    fields = ("title", "of_workspace", "quality", "story", "created_by", "created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        """With the number of scenes."""
        found: QuerySet[Project] = super().get_queryset(request).annotate(scene_count=Count("episodes__scenes"))
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
        *("title", "number", "of_episode", "of_workspace", "beat", "text", "tier", "seconds"),
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

    @display("Frame chosen", boolean=True)
    def frame_chosen(self, scene: Any) -> bool:
        """Whether the creator circled a frame."""
        return scene.selected_frame_id is not None

    @display("Take chosen", boolean=True)
    def take_chosen(self, scene: Any) -> bool:
        """Whether a take is circled."""
        return scene.selected_take_id is not None
