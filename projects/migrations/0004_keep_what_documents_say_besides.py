"""What a project.json says besides is kept in the rows; an import that is sent twice makes one project."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_draft_and_custom_qualities")]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="extra",
            field=models.JSONField(
                blank=True, default=dict, editable=False, help_text="What a project.json said besides."
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="extra",
            field=models.JSONField(
                blank=True, default=dict, editable=False, help_text="What a project.json said besides."
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="idempotency_key",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="project",
            name="request_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="scene",
            name="extra",
            field=models.JSONField(
                blank=True, default=dict, editable=False, help_text="What a project.json said besides."
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                condition=models.Q(("idempotency_key", ""), _negated=True),
                fields=("workspace", "idempotency_key"),
                name="one_project_an_idempotency_key",
            ),
        ),
    ]
