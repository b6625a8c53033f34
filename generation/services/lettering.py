"""Which letter a scene's next frame gets: 4A, 4B, 4C."""

from uuid import UUID

from django.db.models import Max
from django.http import Http404

from generation import values
from generation.models import HeroFrame, Job


def next_frame_number(scene_id: UUID) -> int:
    """One more than any number that is used or promised; Http404 when the scene has just been deleted.

    Locks the scene's row, so that two tabs do not make two 4A. A failed job keeps its number: it may be queued again.
    """
    scenes = HeroFrame._meta.get_field("scene").related_model._default_manager
    if scenes.select_for_update(no_key=True).filter(pk=scene_id).first() is None:
        raise Http404
    used = HeroFrame.objects.filter(scene_id=scene_id).aggregate(last=Max("number"))["last"] or 0
    jobs = Job.objects.filter(generation__scene_id=scene_id, kind=values.JOB_PICTURE)
    promised = jobs.exclude(state__in=(values.SUCCEEDED, values.CANCELLED)).values_list("params__label", flat=True)
    return int(max([used, *promised])) + 1
