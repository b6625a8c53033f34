"""People, workspaces, who may do what in them, tokens for programs, and what all of it cost."""

from accounts.models.audit import AuditEntry
from accounts.models.invitation import Invitation
from accounts.models.ledger import CreditBalance, LedgerEntry
from accounts.models.token import ApiToken
from accounts.models.user import User
from accounts.models.workspace import Membership, Workspace

__all__ = ["ApiToken", "AuditEntry", "CreditBalance", "Invitation", "LedgerEntry", "Membership", "User", "Workspace"]
