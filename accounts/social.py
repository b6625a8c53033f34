"""Signing in by Google, GitHub or a provider of one's own (settings.SOCIALACCOUNT_ADAPTER).

Whose account is it, when somebody comes with an address that is here already? Only where the provider says that it
confirmed the address, and its owner confirmed it here too, is it the same person: they come in, and are told by letter.
Everybody else signs in first and connects the provider under Your account.
"""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import Http404, HttpRequest

from accounts.models import User

MOST_NAME = 120


class NotConfigured(SocialApp.DoesNotExist, Http404):  # type: ignore[misc]
    """No such provider here: nothing at its addresses, and nothing shown for an account that was connected to it."""


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The rule above, and our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": "Somebody already uses this address. Log in, then connect %s under Your account.",
        "invalid_token": "The provider's answer can't be trusted.",
        "no_password": "Choose a password first, or you could not come in again.",
        "no_verified_email": "Confirm your e-mail address first, or you could not come in again.",
        "disconnect_last": "This is the only way into your account. Choose a password first.",
        "connected_other": "This account is connected to somebody else here.",
    }

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        """The client of a provider. A 404 where it is not configured."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist:
            raise NotConfigured from None

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Those of the environment; the table for others stays empty and is not asked."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The person whose address both sides confirmed, or None."""
        said = [address.email for address in sociallogin.email_addresses if address.verified is True]
        here = EmailAddress.objects.filter(email__in=[email.lower() for email in said], verified=True)
        for address in here.select_related("user"):
            if address.user.is_active and self.can_authenticate_by_email(sociallogin, address.email):
                return address.user, address.email
        return None

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """With the name the provider tells."""
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.name = str(name or "").replace("\0", "").strip()[:MOST_NAME]
        return user
