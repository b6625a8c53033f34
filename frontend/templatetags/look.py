"""Template tags that draw what every page shares."""

from datetime import datetime
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from frontend.studio_build import REVIEW_ENTRY, StudioBuild, find_studio_build

register = template.Library()

# Drawn on a 16 x 16 grid in strokes of 1.5, the colour from the text around it.
ICONS: dict[str, str] = {
    "arrow": '<path d="M2.500 8h11M9 3.500 13.500 8 9 12.500"/>',
    "back": '<path d="M13.500 8h-11M7 3.500 2.500 8 7 12.500"/>',
    "check": '<path d="m3 8.500 3.500 3.500L13 4.500"/>',
    "high": '<path d="M7 2c.5 3.400 1.600 4.500 5 5-3.400.5-4.500 1.600-5 5-.5-3.400-1.600-4.500-5-5 '
    "3.400-.5 4.500-1.600 5-5z"
    'M12.500 10.500c.2 1.500.6 1.800 2 2-1.400.2-1.800.6-2 2-.2-1.400-.6-1.800-2-2 1.400-.2 1.800-.5 2-2z"/>',
    "key": '<circle cx="5" cy="8" r="3"/><path d="M8 8h6.500M12 8v2.500M14.500 8v1.800"/>',
    "low": '<path d="M9 1.500 3.500 9H8l-1 5.500L12.500 7H8z"/>',
    "mail": '<path d="M2 3.500h12v9H2zM2 4l6 5 6-5"/>',
    "standard": '<path d="M8 2v12M5 14h6M2.500 4.500h11M4 4.500 1.800 9.200a2.300 2.300 0 0 0 4.400 0z'
    'M12 4.500 9.800 9.200a2.300 2.300 0 0 0 4.400 0z"/>',
    "warning": '<path d="M8 2 14.500 13.500h-13zM8 6.500v3.200M8 11.700h.01"/>',
}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawn sign; `size` is "", "i-s" or "i-l". KeyError for a name that is not in ICONS."""
    drawing = mark_safe(ICONS[name])  # constants of this file
    return format_html('<svg class="i {}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', size, drawing)


@register.simple_tag
def review_build() -> StudioBuild | None:
    """The files of the review player; None where the interface has not been built yet."""
    return find_studio_build(REVIEW_ENTRY)


@register.filter
def plainly(value: object) -> str:
    """A value of the audit log as a person says it: lists with commas, yes and no, times in the person's zone."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(plainly(inner) for inner in value) or "none"
    if isinstance(value, str) and "T" in value and (at := _time_in(value)) is not None:
        return date_format(timezone.localtime(at), "DATETIME_FORMAT")
    return "none" if value is None else str(value)


def _time_in(text: str) -> datetime | None:
    """The time that the audit log keeps as text; None for any other text, such as a name."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return None if at is None or timezone.is_naive(at) else at


@register.filter
def moment(at: datetime) -> SafeString:
    """When, in the zone and the manner that the person chose."""
    return _told(at, "DATETIME_FORMAT")


@register.filter
def day(at: datetime) -> SafeString:
    """On which day, in the zone and the manner that the person chose."""
    return _told(at, "DATE_FORMAT")


def _told(at: datetime, manner: str) -> SafeString:
    here = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', here.isoformat(), date_format(here, manner))


ACCOUNT_PAGES = (
    ("account_profile", "Profile"),
    ("account_email", "E-mail"),
    ("account_change_password", "Password"),
    ("mfa_list_webauthn", "Passkeys"),
    ("mfa_index", "Two-factor"),
    ("usersessions_list", "Devices"),
    ("socialaccount_connections", "Connected accounts"),
    ("account_notifications", "Letters"),
    ("account_close", "Close the account"),
    ("account_logout", "Log out"),
)
"""The list of pages beside each page of a person's account: the name of its address, and what it is called."""


@register.simple_tag(takes_context=True)
def account_pages(context: Any) -> list[dict[str, Any]]:
    """The pages of the account; connected accounts only where a provider is configured."""
    request = context["request"]
    shown = [
        page for page in ACCOUNT_PAGES if page[0] != "socialaccount_connections" or get_adapter().list_apps(request)
    ]
    found = [{"title": title, "address": reverse(route)} for route, title in shown]
    here = max((page["address"] for page in found if request.path.startswith(page["address"])), key=len, default="")
    return [{**page, "is_here": page["address"] == here} for page in found]


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))
LINUX = ("Linux", "Linux")


@register.filter
def browser(user_agent: str) -> str:
    """ "Firefox on Windows", as far as a User-Agent tells; its beginning where it tells nothing."""
    name = next((words for mark, words in BROWSERS if mark in user_agent), "")
    system = next((words for mark, words in (*SYSTEMS, LINUX) if mark in user_agent), "")
    known = " on ".join(part for part in (name, system) if part)
    return known or user_agent[:40] or "A program"
