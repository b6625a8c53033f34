from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("generation", "0022_walk_the_queue_by_its_indexes")]

    operations = [
        migrations.AddIndex(
            model_name="generation",
            index=models.Index(
                fields=["workspace"],
                condition=Q(settings__has_key="frame_sha256") | Q(settings__has_key="reference_sha256"),
                name="generation_after_picture",
            ),
        ),
    ]
