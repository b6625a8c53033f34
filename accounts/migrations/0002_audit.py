"""The audit log: parted by month, written once."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import accounts.identifiers
import accounts.tenancy

CREATE = """
CREATE TABLE accounts_auditentry (
    id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    at timestamptz NOT NULL,
    action varchar(60) NOT NULL,
    subject varchar(254) NOT NULL,
    actor_id uuid,
    actor varchar(254) NOT NULL,
    via varchar(120) NOT NULL,
    address inet,
    before jsonb,
    after jsonb,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_newest_first ON accounts_auditentry (workspace_id, id DESC);
CREATE TABLE accounts_auditentry_default PARTITION OF accounts_auditentry DEFAULT;
"""
WRITTEN_ONCE = """
CREATE FUNCTION dailies_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON accounts_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION dailies_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first_tables"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(CREATE, "DROP TABLE accounts_auditentry"),
                migrations.RunSQL(WRITTEN_ONCE, "DROP FUNCTION dailies_written_once() CASCADE"),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=accounts.identifiers.new_id, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("action", models.CharField(max_length=60)),
                        ("subject", models.CharField(blank=True, max_length=254)),
                        ("actor_id", models.UUIDField(editable=False, null=True)),
                        ("actor", models.CharField(max_length=254)),
                        ("via", models.CharField(max_length=120)),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("before", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                        ("after", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                        (
                            "workspace",
                            models.ForeignKey(
                                db_constraint=False,
                                default=accounts.tenancy.entered_workspace_id,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.workspace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "audit entries",
                        "indexes": [models.Index(fields=["workspace", "-id"], name="audit_newest_first")],
                    },
                ),
            ],
        ),
    ]
