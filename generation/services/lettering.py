"""Which letter a scene's next frame gets, 4A, 4B, 4C; and which number the next take of a roll."""

from uuid import UUID

from django.db.models import Max, Q
from django.http import Http404

from generation import values
from generation.models import HeroFrame, Job, Take


def next_frame_number(scene_id: UUID) -> int:
    """One more than any number that is used or promised; Http404 when the scene has just been deleted.

    Locks the scene's row, so that two tabs do not make two 4A. A failed job keeps its number: it may be queued again.
    """
    hold_scene(scene_id)
    used = HeroFrame.objects.filter(scene_id=scene_id).aggregate(last=Max("number"))["last"] or 0
    letters = Q(kind=values.JOB_PICTURE) | Q(kind=values.JOB_POLISH, params__polish__has_key="frame")
    jobs = Job.objects.filter(letters, generation__scene_id=scene_id)
    promised = jobs.exclude(state__in=(values.SUCCEEDED, values.CANCELLED)).values_list("params__label", flat=True)
    return int(max([used, *promised])) + 1


def hold_scene(scene_id: UUID) -> None:
    """Lock a scene's row until this transaction ends; Http404 when it has just been deleted."""
    scenes = HeroFrame._meta.get_field("scene").related_model._default_manager
    if scenes.select_for_update(no_key=True).filter(pk=scene_id).first() is None:
        raise Http404


def next_take_number(scene_id: UUID, roll: str) -> int:
    """One more than any number of a roll's takes and of what was polished of them. `roll`: the generation that shot
    them. Locks the scene's row, as above."""
    hold_scene(scene_id)
    shot = Take.objects.filter(generation_id=roll).aggregate(last=Max("number"))["last"] or 0
    jobs = Job.objects.filter(kind=values.JOB_POLISH, params__polish__roll=roll, generation__scene_id=scene_id)
    promised = jobs.exclude(state=values.CANCELLED).aggregate(last=Max("number"))["last"] or 0
    return int(max(shot, promised)) + 1
