"""Pages speak a person's language and tell times in their zone. The API is one for all: English and UTC."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.deprecation import MiddlewareMixin

from accounts.models import User


class AsThePersonReads(MiddlewareMixin):
    """Sets both for one request; the thread keeps nobody's."""

    def process_request(self, request: HttpRequest) -> None:
        """By the person's choice; for a stranger, and for programs, the studio's own."""
        language, zone = settings.LANGUAGE_CODE, settings.TIME_ZONE
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not request.path_info.startswith("/api/") and isinstance(request.user, User):
            language, zone = request.user.language, request.user.time_zone
        translation.activate(language)
        timezone.activate(ZoneInfo(zone))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The thread forgets."""
        translation.deactivate()
        timezone.deactivate()
        return response
