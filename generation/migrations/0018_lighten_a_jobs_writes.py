"""A job's steps are written thousands of times an hour: they touch no index, and find room beside the row they change.

Keys that another index begins with have none of their own.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ROOM = "ALTER TABLE generation_job SET (fillfactor = 75)"
NO_ROOM = "ALTER TABLE generation_job RESET (fillfactor)"


def unindexed(to: str, on_delete: Any, **options: Any) -> Any:
    return models.ForeignKey(to, on_delete=on_delete, db_index=False, **options)


def of_generation(to: str, on_delete: Any) -> Any:
    return unindexed(to, on_delete, null=True, blank=True, related_name="+")


class Migration(migrations.Migration):
    dependencies = [
        ("generation", "0017_register_workers"),
        ("projects", "0005_choose_what_a_lesser_quality_does"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="job", name="job_held"),
        migrations.AlterField(
            model_name="generation",
            name="created_by",
            field=of_generation(settings.AUTH_USER_MODEL, django.db.models.deletion.SET_NULL),
        ),
        migrations.AlterField(
            model_name="generation",
            name="project",
            field=of_generation("projects.project", django.db.models.deletion.CASCADE),
        ),
        migrations.AlterField(
            model_name="generation",
            name="scene",
            field=of_generation("projects.scene", django.db.models.deletion.CASCADE),
        ),
        migrations.AlterField(
            model_name="job",
            name="generation",
            field=unindexed("generation.generation", django.db.models.deletion.CASCADE, related_name="jobs"),
        ),
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
