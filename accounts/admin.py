"""The ops console's pages of people, and its door: who opens it signs in as everybody does."""

from dataclasses import replace
from typing import Any

from allauth.account import admin as allauth_admin  # noqa: F401  # registers its table, which is replaced below
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa import admin as mfa_admin  # noqa: F401  # as the first
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as social_admin  # noqa: F401  # as the first
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as sessions_admin  # noqa: F401  # as the first
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth import admin as auth_admin  # noqa: F401  # as above
from django.contrib.auth.models import Group
from django.db.models import Count, Field, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminSelectWidget  # type: ignore[import-untyped]

from accounts.audit import ACTIONS, actor_of, record
from accounts.credits import admin as credits_admin  # noqa: F401  # the pages of credits
from accounts.credits import grants
from accounts.models import ApiToken, AuditEntry, Invitation, Membership, User, Workspace
from accounts.ops import ALIAS, OpsAdmin, TenantAdmin, WorkspaceFilter, action, badge, display, link_to
from accounts.people import left_without_owner
from accounts.plans.loader import newest, plans_of
from accounts.tenancy import scope

# The product's login page has the rate limits and the demo login's rule (accounts/auth.py); Django's own has neither.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# allauth's pages are replaced below, or hold keys of sessions and secrets of providers, which are nobody's to read;
# roles are memberships here, so Django's groups would say nothing.
admin.site.index_title = "How the work goes"
admin.site.unregister([EmailAddress, Group, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


def _counted(column: str) -> Coalesce:
    """How many memberships a row has, counted for the rows of the page alone: a join would group those of everybody."""
    rows = Membership.objects.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


def _memberships(column: str, row: Model, count: int) -> SafeString:
    where = f"{reverse('admin:accounts_membership_changelist')}?{column}__id__exact={row.pk}"
    return format_html('<a class="text-link underline" href="{}">{}</a>', where, count)


@admin.register(User)
class UserOps(OpsAdmin):
    """People. Passwords are nobody's to see or set here: a reset link is what works."""

    may_change = True
    list_display = ("email", "name", "in_workspaces", "is_active", "is_staff", "is_demo", "last_login", "date_joined")
    list_filter = ("is_active", "is_staff", "is_demo")
    search_fields = ("email", "name")
    ordering = ("-date_joined",)
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "is_demo", "date_joined", "last_login")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the number of workspaces each is in."""
        found: QuerySet[User] = super().get_queryset(request).annotate(workspaces=_counted("user"))
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only a superuser hands out the keys to this console."""
        fixed = ("email", "is_demo", "date_joined", "last_login")
        operator = request.user
        return fixed if operator.is_active and operator.is_superuser else (*fixed, "is_staff", "is_superuser")

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Say which workspaces a closed account leaves without an owner: somebody else must become one."""
        super().save_model(request, obj, form, change)
        if isinstance(obj, User) and not obj.is_active and (left := left_without_owner(obj)):
            names = ", ".join(workspace.slug for workspace in left)
            self.message_user(request, f"Without an owner now: {names}. Make somebody else owner.", messages.WARNING)

    @display("Workspaces", ordering="workspaces")
    def in_workspaces(self, user: Any) -> SafeString:
        """How many they are in, as a link to them."""
        return _memberships("user", user, user.workspaces)


@admin.register(Workspace)
class WorkspaceOps(OpsAdmin):
    """Tenants."""

    may_change = True
    list_display = ("name", "slug", "plan", "members", "created_at")
    search_fields = ("name", "slug")
    ordering = ("-id",)
    fields = ("name", "slug", "plan", "plan_version", "created_at")
    readonly_fields = ("slug", "plan_version", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Workspace]:
        """With the number of members."""
        found: QuerySet[Workspace] = super().get_queryset(request).annotate(people=_counted("workspace"))
        return found

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """The plans on offer."""
        if db_field.name != "plan":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [(plan.id, plan.name) for plan in plans_of(newest())]
        help_text = "Of the newest version of the plans; more credits a month come at once."
        return ChoiceField(choices=choices, widget=UnfoldAdminSelectWidget, help_text=help_text)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A plan is changed by its own service, which grants what it brings."""
        moved = "plan" in form.changed_data
        obj.plan_version = newest() if moved else obj.plan_version
        super().save_model(request, obj, form, change)  # first: its connection would wait for what follows
        if moved:
            with scope(obj.pk):
                grants.change_plan(obj.plan)
                plans = {"before": {"plan": form.initial["plan"]}, "after": {"plan": obj.plan}}
                record(replace(actor_of(request), via="ops console"), "plan.changed", **plans)

    @display("Members", ordering="people")
    def members(self, workspace: Any) -> SafeString:
        """How many, as a link to them."""
        return _memberships("workspace", workspace, workspace.people)


@admin.register(Membership)
class MembershipOps(OpsAdmin):
    """Who is in which workspace, as what."""

    may_add = may_change = may_delete = True
    list_display = ("user", "workspace", "role", "created_at")
    list_select_related = ("user", "workspace")
    list_filter = ("role", WorkspaceFilter)
    search_fields = ("user__email", "workspace__slug")
    ordering = ("-id",)
    autocomplete_fields = ("user", "workspace")
    fields = ("user", "workspace", "role", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A membership never moves to another person or workspace."""
        return ("created_at",) if obj is None else ("user", "workspace", "created_at")


@admin.register(ApiToken)
class ApiTokenOps(OpsAdmin):
    """Programs' keys: never the key nor its hash, only its last four characters."""

    list_display = ("name", "ending", "state", "workspace", "user", "created_at", "last_used_at", "expires_at")
    list_select_related = ("workspace", "user")
    list_filter = (WorkspaceFilter,)
    search_fields = ("name", "user__email", "workspace__slug", "hint")
    ordering = ("-id",)
    fields = ("name", "ending", "workspace", "user", "created_at", "last_used_at", "expires_at", "revoked_at")
    actions = ("revoke",)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Who may change tokens may end them."""
        return self.may(request)

    @action("Revoke", permission="revoke")
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """End the chosen tokens at once; their sockets close."""
        chosen = list(queryset)
        ended = [token for token in chosen if token.end(using=ALIAS)]
        for token in ended:
            self.log_change(request, token, "Revoked.")
        self.message_user(request, f"Revoked: {len(ended)} of {len(chosen)}.", messages.SUCCESS)

    @display("Ends with")
    def ending(self, token: Any) -> str:
        """The last four characters."""
        return f"…{token.hint}"

    @display("State")
    def state(self, token: Any) -> SafeString:
        """In one word."""
        if token.revoked_at is not None:
            return badge("Revoked", "danger")
        expired = token.expires_at and token.expires_at <= timezone.now()
        return badge("Expired", "warning") if expired else badge("Live", "success")


@admin.register(EmailAddress)
class EmailAddressOps(OpsAdmin):
    """Addresses of people; a letter that never arrived can be made up for here."""

    may_change = True
    list_display = ("email", "user", "verified", "primary")
    list_select_related = ("user",)
    list_filter = ("verified", "primary")
    search_fields = ("email",)
    ordering = ("email",)
    fields = ("user", "email", "primary", "verified")
    readonly_fields = ("user", "email", "primary")


@admin.register(Authenticator)
class AuthenticatorOps(OpsAdmin):
    """Second factors: never what is in them. Somebody who lost theirs is let in by deleting its row."""

    may_delete = True
    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    list_filter = ("type",)
    search_fields = ("user__email",)
    ordering = ("-id",)
    fields = ("user", "type", "created_at", "last_used_at")


@admin.register(SocialAccount)
class SocialAccountOps(OpsAdmin):
    """Accounts elsewhere that sign people in; not what the provider told about them."""

    list_display = ("user", "provider", "uid", "date_joined", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__email", "uid")
    ordering = ("-id",)
    fields = ("user", "provider", "uid", "date_joined", "last_login")


@admin.register(AuditEntry)
class AuditEntryOps(TenantAdmin):
    """What people did to their workspaces."""

    list_display = ("at", "of_workspace", "actor", "via", "address", "said", "subject")
    search_fields = ("actor", "subject", "workspace__slug")
    fields = ("at", "of_workspace", "actor", "via", "address", "said", "subject", "before", "after")
    list_filter = ("action", WorkspaceFilter)
    list_select_related = ()
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """With the workspace's name, where it is still there."""
        name = Workspace.objects.filter(pk=OuterRef("workspace_id")).values("name")[:1]
        found: QuerySet[AuditEntry] = super().get_queryset(request).annotate(workspace_name=Subquery(name))
        return found

    @display("What", ordering="action")
    def said(self, entry: AuditEntry) -> str:
        """The action in words."""
        return ACTIONS.get(entry.action, entry.action)

    @display("Workspace", ordering="workspace_name")
    def of_workspace(self, entry: Any) -> SafeString:
        """The workspace; only its id where it is gone."""
        name, pk = entry.workspace_name, entry.workspace_id
        return link_to(Workspace, pk, name) if name else format_html("{}", pk)


@admin.register(Invitation)
class InvitationOps(TenantAdmin):
    """Who is invited and has not come yet; never the link."""

    list_display = ("email", "role", "of_workspace", "invited_by", "created_at", "expires_at")
    list_select_related = ("workspace", "invited_by")
    list_filter = ("role", WorkspaceFilter)
    search_fields = ("email", "workspace__slug")
    fields = ("email", "role", "of_workspace", "invited_by", "created_at", "expires_at")


@admin.register(LogEntry)
class LogEntryOps(OpsAdmin):
    """What operators did in this console."""

    list_display = ("action_time", "who", "said", "content_type", "object_repr")
    list_select_related = ("user", "content_type")
    list_filter = ("action_flag",)
    search_fields = ("user__email", "object_repr", "object_id")
    ordering = ("-id",)
    fields = ("action_time", "who", "content_type", "object_id", "object_repr", "said")

    @display("Who", ordering="user__email")
    def who(self, entry: Any) -> SafeString:
        """The operator."""
        return link_to(User, entry.user_id, entry.user)

    @display("What")
    def said(self, entry: Any) -> str:
        """The change in words."""
        return str(entry.get_change_message()) or str(entry.get_action_flag_display())
