"""What is open of a workspace, found without reading its history."""

from django.db import migrations, models

ENDS = ["cancelled", "failed", "review", "succeeded"]


class Migration(migrations.Migration):
    dependencies = [("generation", "0003_queue_position")]

    operations = [
        migrations.AddIndex(
            model_name="generation",
            index=models.Index(
                condition=models.Q(("state__in", ENDS), _negated=True), fields=["workspace"], name="generation_open"
            ),
        ),
    ]
