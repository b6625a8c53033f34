"""A workspace (tenant) and its members."""

from django.conf import settings
from django.db import models

from accounts.identifiers import new_id
from accounts.plans.loader import default_plan, newest
from accounts.roles import Role

NAME_CHARACTERS = 80
"""What people may call a workspace; it stands in headings and letters."""


class Workspace(models.Model):
    """A tenant: everything that people make belongs to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    plan = models.CharField(max_length=20, default=default_plan)
    plan_version = models.PositiveSmallIntegerField(default=newest, editable=False)
    require_two_factor = models.BooleanField(
        default=False, help_text="Members come in only with a passkey or an authenticator app on their account."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    exported_at = models.DateTimeField(null=True, blank=True, editable=False)
    deletion_due_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it will be deleted, unless an owner stops that."
    )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a workspace. No tenant table: it is read to find the tenant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_a_workspace")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.workspace_id}"
