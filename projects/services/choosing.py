"""The creator's choice: which frame, which take."""

from generation.models import HeroFrame, Take
from projects.models import Scene
from projects.services.arranging import tell


def choose_frame(scene: Scene, frame: HeroFrame) -> None:
    """Circle a frame."""
    Scene.objects.filter(pk=scene.pk).update(selected_frame=frame)
    scene.selected_frame = frame
    tell(scene, "frame.selected", frame=str(frame.pk))


def choose_take(scene: Scene, take: Take) -> None:
    """Circle a take."""
    Scene.objects.filter(pk=scene.pk).update(selected_take=take)
    scene.selected_take = take
    tell(scene, "take.selected", take=str(take.pk), number=take.number)
