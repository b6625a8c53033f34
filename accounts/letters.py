"""Letters that the studio writes by itself, outside of any request: courteous, never the only word of anything."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings

from accounts.models import User

log = logging.getLogger("dailies.letters")


def send(template: str, to: User, told: dict[str, Any]) -> bool:
    """Send `account/email/TEMPLATE_*` now. False, and a line in the log, where it cannot leave."""
    site = {"domain": urlsplit(settings.BASE_URL).netloc, "name": "Dailies"}
    letter = get_adapter().render_mail(f"account/email/{template}", to.email, {"current_site": site, **told})
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        log.warning("the letter %s to person %s did not leave: %s", template, to.pk, type(error).__name__)
        return False
    return True
