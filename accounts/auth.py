"""Signing in with e-mail and password, and the rule that the demo login works on this machine only."""

from collections.abc import Awaitable, Callable, Iterable
from importlib import import_module
from ipaddress import IPv6Address, ip_address
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, alogout, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.utils.decorators import sync_and_async_middleware

from accounts.models import User

FORWARDING_HEADERS = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
"""Any of these says that somebody stands between us and the browser, so its address proves nothing."""

SESSION_MARK = "demo"
"""In a session's data: it belongs to the demo login. Set at login, so that no request has to load the user."""


def is_this_machine(address: str, headers: Iterable[str]) -> bool:
    """Whether a request from `address` (an IP, or empty) with these header names came straight from this machine."""
    if any(name.lower() in FORWARDING_HEADERS for name in headers):
        return False
    try:
        host = ip_address(address)
    except ValueError:
        return False
    if isinstance(host, IPv6Address) and host.ipv4_mapped is not None:
        return host.ipv4_mapped.is_loopback
    return host.is_loopback


def comes_from_this_machine(request: HttpRequest) -> bool:
    """`is_this_machine` for a Django request."""
    return is_this_machine(request.META.get("REMOTE_ADDR", ""), request.headers)


def socket_is_from_this_machine(scope: dict[str, Any]) -> bool:
    """`is_this_machine` for an ASGI scope, such as a WebSocket's."""
    host = (scope.get("client") or ("", 0))[0]
    return is_this_machine(host, (name.decode("latin-1") for name, _ in scope.get("headers", ())))


def session_is_of(user: User, key: str | None) -> bool:
    """Whether the session with this key is still there and still this person's; a new password ends it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if not key or session.get(SESSION_KEY) != str(user.pk):
        return False
    return constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


class EmailBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend; the demo login is an unknown one to everybody who is not on this machine."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The user, or None: also for the right demo password from elsewhere."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.is_demo and (request is None or not comes_from_this_machine(request)):
            return None
        return user


@receiver(user_logged_in)
def _mark_session(sender: type, request: HttpRequest, user: User, **kwargs: Any) -> None:
    if user.is_demo:
        request.session[SESSION_MARK] = True


Respond = Callable[[HttpRequest], HttpResponseBase]
RespondAsync = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def demo_stays_here(get_response: Respond | RespondAsync) -> Respond | RespondAsync:
    """Ends a session of the demo login that is used from another machine (a cookie carried away)."""
    return _guard_async(get_response) if iscoroutinefunction(get_response) else _guard(get_response)  # type: ignore[arg-type]


def _guard(get_response: Respond) -> Respond:
    def guard(request: HttpRequest) -> HttpResponseBase:
        if not comes_from_this_machine(request) and request.session.get(SESSION_MARK):
            logout(request)
        return get_response(request)

    return guard


def _guard_async(get_response: RespondAsync) -> RespondAsync:
    async def guard(request: HttpRequest) -> HttpResponseBase:
        if not comes_from_this_machine(request) and await request.session.aget(SESSION_MARK):
            await alogout(request)
        return await get_response(request)

    return guard
