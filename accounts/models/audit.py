"""The audit log: what people did to a workspace. Rows are written once; PostgreSQL refuses to change them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from accounts.tenancy import Lasting


class AuditEntry(Lasting):
    """Who did what, when, from where, and what was before and after.

    The table is parted by month (`accounts/partitions.py`). It holds no foreign keys: it outlives the people and
    the workspaces it tells of, until its month is dropped.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=254, blank=True)
    actor_id = models.UUIDField(null=True, editable=False)
    actor = models.CharField(max_length=254)
    via = models.CharField(max_length=120)
    address = models.GenericIPAddressField(null=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["workspace", "-id"], name="audit_newest_first")]

    def __str__(self) -> str:
        return f"{self.actor}: {self.action} {self.subject}"
