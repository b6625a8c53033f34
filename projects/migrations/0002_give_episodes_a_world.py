"""What the scenes of an episode share: the seed of its world, empty until a plan gives it one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_first_tables")]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="world_seed",
            field=models.BigIntegerField(blank=True, help_text="Empty until it is planned: one of its own.", null=True),
        ),
    ]
