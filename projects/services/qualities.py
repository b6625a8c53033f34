"""Which quality a request is made in: what it names, else the scene's, else the project's for drafts or finals."""

from dataclasses import asdict, dataclass
from typing import Any

from accounts.problems import InvalidField
from generation import values
from projects.models import Project, Scene
from quality import custom_tiers
from quality.models import CustomTier
from quality.values import Medium


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tier, and the numbers of a custom one."""

    tier: str
    custom: CustomTier | None = None

    def adjusted(self, kind: str, asked: dict[str, int]) -> dict[str, int]:
        """What to change of the tier's numbers for a kind of generation; of two, the smaller."""
        if self.custom is None:
            return asked
        medium = Medium.VIDEO if kind == values.TAKES else Medium.PICTURE
        own: dict[str, Any] = asdict(self.custom.adjustment(medium))
        return {**asked, **{name: min(most, asked.get(name, most)) for name, most in own.items() if most is not None}}


def named(word: str, field: str = "quality") -> Wanted:
    """What a word stands for: low, standard, high or a custom tier's. Raises InvalidField."""
    found = custom_tiers.named(word)
    if found is None:
        raise InvalidField(field, *custom_tiers.unknown(word).split("\n"))
    return Wanted(found[0].value, found[1])


def of_project(project: Project, *, final: bool = False) -> Wanted:
    """A project's quality: for drafts its own, where it has one."""
    if project.draft_quality and not final:
        return Wanted(project.draft_quality)
    return Wanted(project.quality, project.custom_tier)


def of_scene(scene: Scene, word: str | None = None, *, final: bool = False) -> Wanted:
    """A scene's quality: what is asked for, else its own, else its project's."""
    if word:
        return named(word)
    return Wanted(scene.quality) if scene.quality else of_project(scene.episode.project, final=final)
