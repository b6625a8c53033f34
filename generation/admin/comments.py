"""What people said of takes and frames, and the links that guests come by; never a link's secret or password."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, badge, display, shortened
from generation.comments.telling import author_of
from generation.models import Comment, ReviewLink


@admin.register(Comment)
class CommentOps(TenantAdmin):
    """Comments, newest first."""

    list_display = ("said", "who", "answer", "of_workspace", "made")
    list_select_related = ("workspace", "author")
    fields = (
        "said",
        "who",
        "take",
        "frame",
        "parent",
        "seconds",
        "answer",
        "resolved_at",
        "of_workspace",
        "created_at",
    )

    @display("Comment")
    def said(self, comment: Any) -> Any:
        """Its beginning."""
        return shortened(comment.text)

    @display("Who")
    def who(self, comment: Any) -> str:
        """A member, or a guest by their own word."""
        return author_of(comment)


@admin.register(ReviewLink)
class ReviewLinkOps(TenantAdmin):
    """Links to takes, newest first."""

    list_display = ("name", "standing", "right", "has_password", "visits", "of_workspace", "made")
    list_filter = (MadeSince, WorkspaceFilter)
    fields = (
        *("name", "hint", "standing", "right", "has_password", "visits", "last_used_at"),
        *("generation", "scene", "episode", "created_by", "of_workspace", "created_at", "expires_at", "revoked_at"),
    )

    @display("State")
    def standing(self, link: Any) -> SafeString:
        """Open, ended by somebody, or run out."""
        if link.revoked_at is not None:
            return badge("Ended", "danger")
        return badge("Open", "success") if link.is_live(timezone.now()) else badge("Run out")

    @display("Password", boolean=True)
    def has_password(self, link: Any) -> bool:
        """Whether it asks for one."""
        return bool(link.password)
