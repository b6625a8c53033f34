"""Ageing is looked at once a lane, and finds what has been ready for longest by an index."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("generation", "0020_find_rare_engines_and_stars")]

    operations = [
        migrations.AddField(
            model_name="queuelane",
            name="reserved_seconds",
            field=models.FloatField(
                db_default=0.0, help_text="Work that was let go first beyond what is kept for what waits long."
            ),
        ),
        migrations.AddField(
            model_name="queuelane",
            name="rose_at",
            field=models.DateTimeField(
                blank=True, help_text="When it was last looked at for what waits long.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="queueticket",
            index=models.Index(
                fields=["lane", "priority", "ready_since", "position"],
                condition=Q(state="ready", virtual_start__gte=0),
                name="ticket_oldest",
            ),
        ),
        migrations.AddIndex(
            model_name="queueticket",
            index=models.Index(fields=["workspace_id", "lane"], condition=Q(virtual_start__lt=0), name="ticket_kept"),
        ),
    ]
