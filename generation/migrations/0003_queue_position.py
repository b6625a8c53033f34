"""The order in which jobs enter the queue."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("generation", "0002_link_projects")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE queue_position AS bigint", "DROP SEQUENCE queue_position"),
    ]
