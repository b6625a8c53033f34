"""Tells people: writes a notice for each who wants one, its letter's ticket, and the event that opens the bell.

Everything here writes rows in the transaction that it tells of; what leaves, leaves from the outbox.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.models import Membership
from accounts.roles import Role, may
from accounts.tenancy import current_workspace_id
from generation import events, values
from generation.models import Generation, Notice, NoticeChoice, OutboxTicket
from generation.notices import digests, kinds, wording
from generation.notices.kinds import DAILY, EACH, NEVER, Ways
from generation.notices.wording import Said
from generation.outbox import tickets

MOST_TOLD = 50
"""People who are told of one thing at most."""


def tell(people: Iterable[Membership], said: Said) -> list[Notice]:
    """Tell members of the workspace we are in, each as they chose. Their `user` is loaded."""
    people = [who for who in people if who.user.is_active][:MOST_TOLD]
    rows = NoticeChoice.objects.filter(user_id__in=[who.user_id for who in people]) if people else ()
    chosen = {row.user_id: row for row in rows}
    told = []
    for who in people:
        mine = chosen.get(who.user_id)
        if (notice := _notice(who, said, mine)) is not None:
            told.append(notice)
    Notice.objects.bulk_create(told)
    for notice in told:
        _send(notice, chosen.get(notice.user_id))
    return told


def _notice(who: Membership, said: Said, chosen: NoticeChoice | None) -> Notice | None:
    heard = kinds.ways(chosen.choices if chosen else {}, said.kind)
    mail = heard.mail if _may_write(who, heard, said.kind) else NEVER
    if not heard.page and mail == NEVER:
        return None
    return Notice(user_id=who.user_id, in_page=heard.page, browser=heard.browser, mail=mail, **said.fields)


def _may_write(who: Membership, heard: Ways, kind: str) -> bool:
    """No letter goes to the demo login, and none of films to who turned those off for all workspaces."""
    return not who.user.is_demo and (kind != kinds.FILM or who.user.letter_when_finished)


def _send(notice: Notice, chosen: NoticeChoice | None) -> None:
    if notice.in_page:
        events.record("notice", person=str(notice.user_id), notice=str(notice.pk))
    if notice.mail == EACH:
        wait = timedelta(seconds=kinds.letter_wait_seconds(notice.kind))
        tickets.put(OutboxTicket.LETTER, notice.pk, due=timezone.now() + wait)
    elif notice.mail == DAILY:
        digests.plan(notice.user_id, chosen)


def members(user_ids: Collection[UUID]) -> list[Membership]:
    """Those of these people who are in the workspace now."""
    found = Membership.objects.filter(workspace_id=current_workspace_id(), user_id__in=user_ids)
    return list(found.select_related("user"))


def who_may(action: str, *, but: UUID | None = None) -> list[Membership]:
    """The members whose role reaches this far, one of them left out."""
    roles = [role for role in Role.values if may(role, action)]
    found = Membership.objects.filter(workspace_id=current_workspace_id(), role__in=roles)
    others = found.exclude(user_id=but) if but else found
    return list(others.select_related("user").order_by("pk"))


def generation(row: Generation) -> None:
    """Tell who asked for it what it has come to. Of the parts of a film, and of the rounds of an improvement, the whole
    is told, unless they ask something."""
    if row.created_by_id is None or (row.state != values.AWAITING_CONSENT and _is_part(row)):
        return
    if (said := wording.of_generation(row)) is not None:
        tell(members([row.created_by_id]), said)


def _is_part(row: Generation) -> bool:
    if values.PART_OF in row.settings:
        return True
    return row.parent_id is not None and Generation.objects.filter(pk=row.parent_id, kind=values.FILM).exists()


def credits_low(available: int) -> None:
    """Tell who minds the credits that few are left."""
    action = kinds.FOR[kinds.CREDITS_LOW]
    text = f"{available:,} {'is' if available == 1 else 'are'} left."
    tell(who_may(action), Said(kinds.CREDITS_LOW, "Credits run low", text, "settings/credits/", "See the credits"))


def somebody_came(name: str, user_id: UUID) -> None:
    """Tell who minds the people that somebody took up their invitation."""
    _of_people(f"{name} joined", user_id)


def somebody_was_invited(email: str, role: str, by: UUID | None) -> None:
    """Tell who minds the people, but for who did it."""
    _of_people(f"{email} is invited as {role}", by)


def _of_people(title: str, but: UUID | None) -> None:
    said = Said(kinds.MEMBERS, title, "", "settings/people/", "See who is in")
    tell(who_may(kinds.FOR[kinds.MEMBERS], but=but), said)


def webhook_off(host: str, why: str) -> None:
    """Tell who minds the settings that an address is told of nothing any more."""
    said = Said(kinds.WEBHOOK_OFF, f"The webhook to {host} is turned off", why, "webhooks", "See what came back")
    tell(who_may(kinds.FOR[kinds.WEBHOOK_OFF]), said)
