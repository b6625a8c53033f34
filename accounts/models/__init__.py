"""People, workspaces, who may do what in them, and tokens for programs."""

from accounts.models.audit import AuditEntry
from accounts.models.token import ApiToken
from accounts.models.user import User
from accounts.models.workspace import Membership, Workspace

__all__ = ["ApiToken", "AuditEntry", "Membership", "User", "Workspace"]
