"""What was made. The console shows facts about pictures and clips, never the pictures: those are their owners'."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, display, every_row, link_to, one_of, shortened, told
from generation.models import Generation, HeroFrame, Output, StoredFile, Take, TakeScore

KindFilter = one_of("media_type", "kind", [("image/png", "Picture"), ("video/mp4", "Clip or film")])
StatusFilter = one_of("status", "status", [("measured", "Measured"), ("not_measured", "Not measured")])


class OfGeneration(TenantAdmin):
    """A table whose rows belong to a generation."""

    list_select_related: tuple[str, ...] = ("workspace", "generation")

    @display("Generation")
    def of_generation(self, row: Any) -> SafeString:
        """A link to it."""
        return link_to(Generation, row.generation_id, row.generation and row.generation.get_kind_display())


@admin.register(StoredFile)
class StoredFileOps(TenantAdmin):
    """Files in the store."""

    list_display = ("name", "media_type", "size", "of_workspace", "made")
    list_filter = (KindFilter, MadeSince, WorkspaceFilter)
    search_fields = ("sha256__startswith", "workspace__slug")
    fields = ("sha256", "media_type", "size", "of_workspace", "created_at")

    @display("File")
    def name(self, file: Any) -> str:
        """The beginning of its name."""
        return f"{file.sha256[:16]}…"

    @display("Size", ordering="bytes")
    def size(self, file: Any) -> str:
        """In KB or MB."""
        return filesizeformat(file.bytes)


@admin.register(Output)
class OutputOps(OfGeneration):
    """Pictures, clips and films."""

    list_display = ("shape", "length", "of_file", "of_generation", "of_workspace", "made")
    list_select_related = ("workspace", "generation", "file")
    fields = (
        *("shape", "length", "of_file", "of_generation", "of_workspace"),
        *("frames", "fps", "made_with", "notice", "created_at"),
    )

    @display("Size", ordering="width")
    def shape(self, output: Any) -> str:
        """Width and height in pixels."""
        return f"{output.width} × {output.height}"

    @display("Length", ordering="duration_seconds")
    def length(self, output: Any) -> str:
        """Seconds; empty for a picture."""
        return f"{output.duration_seconds:.1f} s" if output.frames else ""

    @display("File")
    def of_file(self, output: Any) -> SafeString:
        """A link to it."""
        return link_to(StoredFile, output.file_id, output.file)

    @display("Recipe")
    def made_with(self, output: Any) -> SafeString:
        """What made it, prompts shortened."""
        return told(output.recipe)


@admin.register(HeroFrame)
class HeroFrameOps(OfGeneration):
    """Picture candidates."""

    list_display = ("__str__", "origin", "points", "seed", "of_generation", "of_workspace", "made")
    list_filter = ("origin", MadeSince, WorkspaceFilter)
    fields = (
        *(
            "number",
            "origin",
            "of_source",
            "points",
            "text",
            "tags",
            "seed",
            "of_output",
            "of_generation",
            "of_workspace",
        ),
        *("measured", "created_at"),
    )

    @display("Score", ordering="score")
    def points(self, frame: Any) -> str:
        """0 to 100."""
        return "" if frame.score is None else f"{frame.score * 100:.0f}"

    @display("Prompt")
    def text(self, frame: Any) -> Any:
        """Its beginning."""
        return shortened(frame.prompt)

    @display("Output")
    def of_output(self, frame: Any) -> SafeString:
        """A link to it."""
        return link_to(Output, frame.output_id, "What was made")

    @display("Polishes")
    def of_source(self, frame: Any) -> SafeString:
        """A link to the frame that it was made of."""
        return link_to(HeroFrame, frame.source_id, "Its original")

    @display("Measured")
    def measured(self, frame: Any) -> SafeString:
        """A line a dimension."""
        return told({score["dimension"]: _value(score["value"]) for score in frame.scores})


@admin.register(Take)
class TakeOps(OfGeneration):
    """Attempts at a scene's video."""

    list_display = ("__str__", "rank", "quality", "told_flags", "seed", "of_generation", "of_workspace", "made")
    fields = (
        *("number", "rank", "quality", "weight_measured", "told_flags", "profile", "seed"),
        *("of_source", "of_output", "of_generation", "of_workspace", "measured", "created_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Take]:
        """With their scores."""
        scores = Prefetch("scores", every_row(TakeScore).order_by("id"))
        found: QuerySet[Take] = super().get_queryset(request).prefetch_related(scores)
        return found

    @display("Polishes")
    def of_source(self, take: Any) -> SafeString:
        """A link to the take that it was made of."""
        return link_to(Take, take.source_id, "Its original")

    @display("Total", ordering="total")
    def quality(self, take: Any) -> str:
        """0 to 1."""
        return _value(take.total)

    @display("Flags")
    def told_flags(self, take: Any) -> str:
        """Defects found."""
        return ", ".join(str(flag) for flag in take.flags)

    @display("Output")
    def of_output(self, take: Any) -> SafeString:
        """A link to it."""
        return link_to(Output, take.output_id, "What was made")

    @display("Measured")
    def measured(self, take: Any) -> SafeString:
        """A line a dimension."""
        return told({score.dimension: _value(score.value, score.reason) for score in take.scores.all()})


@admin.register(TakeScore)
class TakeScoreOps(TenantAdmin):
    """Dimensions of takes' scores."""

    list_display = ("dimension", "status", "points", "method", "version", "of_take", "of_workspace")
    list_select_related = ("workspace", "take")
    list_filter = (StatusFilter, MadeSince, WorkspaceFilter)
    fields = ("dimension", "status", "points", "method", "version", "reason", "of_take", "of_workspace")

    @display("Value", ordering="value")
    def points(self, score: Any) -> str:
        """0 to 1."""
        return _value(score.value)

    @display("Take")
    def of_take(self, score: Any) -> SafeString:
        """A link to it."""
        return link_to(Take, score.take_id, score.take)


def _value(value: float | None, reason: str = "") -> str:
    return f"{value:.3f}" if value is not None else f"not measured. {reason}".strip()
