"""The creator's choice: which frame, which take."""

from generation.models import HeroFrame, Take
from projects.models import Scene
from projects.services.arranging import tell


def choose_frame(scene: Scene, frame: HeroFrame) -> None:
    """Circle a frame."""
    Scene.objects.filter(pk=scene.pk).update(selected_frame=frame)
    scene.selected_frame = frame
    tell(scene, "frame.selected", frame=str(frame.pk))


def choose_take(scene: Scene, take: Take, *, by_person: bool = False) -> None:
    """Circle a take; one that a person chose stays until a person chooses another, or it is made once more in full
    quality."""
    Scene.objects.filter(pk=scene.pk).update(selected_take=take, take_is_own_choice=by_person)
    scene.selected_take, scene.take_is_own_choice = take, by_person
    tell(scene, "take.selected", take=str(take.pk), number=take.number)
