"""Letters that the studio writes by itself, outside of any request: courteous, never the only word of anything."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings

from accounts.models import User

log = logging.getLogger("dailies.letters")


def send(template: str, to: User, told: dict[str, Any], headers: dict[str, str] | None = None) -> bool:
    """Send `account/email/TEMPLATE_*` now. False, and a line in the log, where it cannot leave."""
    site = {"domain": urlsplit(settings.BASE_URL).netloc, "name": "Dailies"}
    context = {"current_site": site, **told}
    letter = get_adapter().render_mail(f"account/email/{template}", to.email, context, headers)
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        log.warning("the letter %s to person %s did not leave: %s", template, to.pk, type(error).__name__)
        return False
    return True


def one_line(text: str) -> str:
    """A name that cannot begin a paragraph of its own in a letter."""
    return " ".join(text.split())
