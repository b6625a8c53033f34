from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_invitations"),
        ("generation", "0019_keep_an_operators_pause"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["workspace", "engine", "-generation"], name="job_of_engine"),
        ),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(fields=["workspace", "stars", "-generation"], name="rating_of_stars"),
        ),
    ]
