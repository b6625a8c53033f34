"""What a person chooses about themselves, closing an account, and a workspace's rule of two factors."""

from django.db import migrations, models

import accounts.models.user


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_plans_and_credits"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(choices=accounts.models.user.languages, default="en-us", max_length=10),
        ),
        migrations.AddField(
            model_name="user",
            name="letter_when_finished",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(choices=accounts.models.user.time_zones, default="UTC", max_length=64),
        ),
        migrations.AddField(
            model_name="workspace",
            name="require_two_factor",
            field=models.BooleanField(
                default=False, help_text="Members come in only with a passkey or an authenticator app on their account."
            ),
        ),
    ]
