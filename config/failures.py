"""What is told where no view could answer: programs get Problem+JSON, people get a page."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from accounts.problems import as_json, fault, not_found

API = "/api/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address."""
    if request.path_info.startswith(API):
        return as_json(not_found())
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; the log has the rest."""
    return as_json(fault()) if request.path_info.startswith(API) else defaults.server_error(request)
