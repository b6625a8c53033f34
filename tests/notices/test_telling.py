"""Who is told of what, how they chose to hear it, and the letters that follow."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.audit import COMMAND
from accounts.credits import grants, ledger
from accounts.models import Membership, User, Workspace
from accounts.people import held, join
from accounts.roles import Role
from accounts.tenancy import scope
from generation import agreement, values
from generation.models import EventLog, Generation, Notice, OutboxTicket
from generation.notices import keeping, kinds, services, stopping, telling
from generation.notices.kinds import DAILY, EACH, NEVER
from generation.notices.receivers import is_now_low
from generation.notices.wording import Said, of_generation
from generation.outbox.pump import send_due
from generation.services import consenting, ending
from tests import cast, rows

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=5)


def told(workspace: Workspace, user: User) -> list[Notice]:
    with scope(workspace.pk):
        return list(Notice.objects.filter(user=user).order_by("pk"))


def tell(workspace: Workspace, user: User, kind: str = kinds.FAILED, title: str = "Takes of scene 1 failed") -> Notice:
    with scope(workspace.pk):
        (notice,) = telling.tell(telling.members([user.pk]), Said(kind, title, "Why.", "projects/1?view=takes", "Look"))
        return notice


def choose(workspace: Workspace, user: User, kind: str, **ways: Any) -> None:
    with scope(workspace.pk):
        services.choose(user.pk, Role.OWNER, {"kinds": [{"kind": kind, **ways}]})


def of_film_or_not(workspace: Workspace, user: User, *, film: bool) -> Generation:
    scene = rows.scene_in(workspace)
    waiting = rows.asked(scene)
    with scope(workspace.pk):
        parent = None
        if film:
            common = {"project_id": waiting.project_id, "seed": 1, "requested_tier": "low", "achieved_tier": "low"}
            parent = Generation.objects.create(kind=values.FILM, state=values.RUNNING, **common)
        Generation.objects.filter(pk=waiting.pk).update(created_by=user, parent=parent)
        return Generation.objects.get(pk=waiting.pk)


def test_pictures_outside_of_a_project_are_told_apart_and_lead_to_history(workspace: Workspace, editor: User) -> None:
    found = of_film_or_not(workspace, editor, film=False)
    with scope(workspace.pk):
        changed = {"project": None, "scene": None, "kind": values.PICTURE, "count": 3, "prompt": "A red boat " * 20}
        Generation.objects.filter(pk=found.pk).update(**changed, state=values.SUCCEEDED)
        done = of_generation(Generation.objects.get(pk=found.pk))
    assert done is not None
    assert (done.title, done.link) == ("3 pictures are ready", "history")
    assert done.text.startswith("“A red boat A red boat")
    assert len(done.text) < 70


# --- who ----------------------------------------------------------------------------------------------------


def test_who_asked_is_told_that_it_failed_and_where_to_look(workspace: Workspace, editor: User, owner: User) -> None:
    found = of_film_or_not(workspace, editor, film=False)
    with scope(workspace.pk):
        ending.fail(found, {"category": "input", "detail": "The words are empty.", "advice": "Write some."})
    (notice,) = told(workspace, editor)
    assert (notice.kind, notice.title) == ("failed", "Pictures for scene 1 failed")
    assert notice.text == "The words are empty. Write some."
    assert notice.link == f"projects/{found.project_id}?scene={found.scene_id}"
    assert told(workspace, owner) == []
    with scope(workspace.pk):
        event = EventLog.objects.get(type="notice")
    assert event.data == {"person": str(editor.pk), "notice": str(notice.pk)}


def test_a_part_of_a_film_is_not_told_of_but_its_question_is(workspace: Workspace, editor: User) -> None:
    found = of_film_or_not(workspace, editor, film=True)
    with scope(workspace.pk):
        found.fallback = {"reason": "Memory is short.", "detail": "", "key": "no_room"}
        consenting.ask(found)
    assert [(notice.kind, notice.text) for notice in told(workspace, editor)] == [("needs_you", "Memory is short.")]
    with scope(workspace.pk):
        found.state = values.RUNNING
        found.consent = agreement.answered(found.consent or {}, agreement.CONTINUE, timezone.now().isoformat())
        ending.fail(found, {"category": "input", "detail": "No.", "advice": ""})
    assert len(told(workspace, editor)) == 1


def test_what_somebody_stops_is_no_news_to_them(workspace: Workspace, editor: User) -> None:
    found = of_film_or_not(workspace, editor, film=False)
    with scope(workspace.pk):
        ending.stop(found, editor.pk)
    assert told(workspace, editor) == []


def test_who_left_the_workspace_hears_nothing_more(workspace: Workspace, editor: User) -> None:
    tell(workspace, editor)
    Membership.objects.filter(user=editor).delete()
    with scope(workspace.pk):
        assert telling.tell(telling.members([editor.pk]), Said(kinds.FAILED, "Again")) == []
    send_due(timezone.now() + LATER)
    assert mail.outbox == []


def test_who_minds_the_people_is_told_who_joined(
    workspace: Workspace, owner: User, editor: User, outsider: User
) -> None:
    with held(workspace.pk):
        join(COMMAND, workspace, outsider, Role.EDITOR, outsider.email)
    assert [notice.title for notice in told(workspace, owner)] == ["Outsider joined"]
    assert told(workspace, editor) == told(workspace, outsider) == []


@pytest.mark.parametrize(
    ("available", "change", "low"),
    [(9, -1, False), (9, -2, True), (10, -5, True), (11, -5, False), (9, 5, False), (0, -10, False), (9, 0, False)],
)
def test_credits_are_low_when_they_fall_below_a_tenth_of_the_plan(available: int, change: int, low: bool) -> None:
    assert is_now_low(available, change, 110) is low


def test_who_minds_the_credits_is_told_once_that_they_run_low(workspace: Workspace, owner: User, editor: User) -> None:
    with scope(workspace.pk):
        grants.make_due()
        most = ledger.balance().available
        ledger.reserve("a", most - 10_005)
    with scope(workspace.pk):
        ledger.reserve("b", 10)
    assert [notice.title for notice in told(workspace, owner)] == ["Credits run low"]
    assert told(workspace, editor) == []


# --- how ----------------------------------------------------------------------------------------------------


def test_a_letter_waits_for_who_sees_it_in_the_studio_first(workspace: Workspace, editor: User) -> None:
    notice = tell(workspace, editor)
    assert send_due() == 0
    with scope(workspace.pk):
        services.read(editor.pk, [notice.pk])
    send_due(timezone.now() + LATER)
    assert (mail.outbox, OutboxTicket.objects.count()) == ([], 0)


def test_a_letter_says_it_leads_there_and_can_be_ended(workspace: Workspace, editor: User, settings: Settings) -> None:
    tell(workspace, editor)
    send_due(timezone.now() + LATER)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([editor.email], "Takes of scene 1 failed")
    assert f"{settings.BASE_URL}/w/{workspace.slug}/projects/1?view=takes" in str(letter.body)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = link.removeprefix(settings.BASE_URL)
    browser = Client(enforce_csrf_checks=True)
    assert b"End these letters?" in browser.get(path).content
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(workspace, editor)
    send_due(timezone.now() + LATER)
    assert len(mail.outbox) == 1
    assert len(told(workspace, editor)) == 2


@pytest.mark.parametrize("token", ["nonsense", "WyJhIiwiYiIsImMiXQ:1:x", "a" * 500])
def test_a_link_that_is_none_of_ours_ends_nothing(token: str, workspace: Workspace, editor: User) -> None:
    assert Client().post(f"/letters/stop/{token}/").status_code == 404
    assert stopping.read(token) is None


def test_a_link_of_somebody_who_is_gone_is_no_fault(workspace: Workspace, editor: User) -> None:
    link = stopping.link(editor.pk, workspace.pk, kinds.FAILED)
    path = "/" + link.split("/", 3)[3]
    Membership.objects.filter(user=editor).delete()
    User.objects.filter(pk=editor.pk).delete()
    assert Client().post(path).status_code == 200


def test_a_letter_that_cannot_leave_is_tried_again(
    workspace: Workspace, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(workspace, editor)
    now = timezone.now() + LATER
    with monkeypatch.context() as patch:
        patch.setattr("accounts.letters.send", lambda *args: False)
        send_due(now)
    assert OutboxTicket.objects.get().tries == 1
    send_due(now + timedelta(seconds=6))
    assert (len(mail.outbox), OutboxTicket.objects.count()) == (1, 0)


def test_the_daily_letter_holds_what_is_not_read_and_comes_once(workspace: Workspace, editor: User) -> None:
    choose(workspace, editor, kinds.FAILED, mail=DAILY)
    first = tell(workspace, editor, title="First")
    tell(workspace, editor, title="Second")
    tell(workspace, editor, title="Third")
    with scope(workspace.pk):
        services.read(editor.pk, [first.pk])
    ticket = OutboxTicket.objects.get()
    assert ticket.kind == OutboxTicket.DIGEST
    send_due(ticket.due_at + LATER)
    (letter,) = mail.outbox
    assert letter.subject == f"2 notices from {workspace.name}"
    assert [word in str(letter.body) for word in ("First", "Second", "Third")] == [False, True, True]
    assert not OutboxTicket.objects.exists()
    tell(workspace, editor, title="Fourth")
    send_due(OutboxTicket.objects.get().due_at + LATER)
    assert mail.outbox[-1].subject == f"1 notice from {workspace.name}"


def test_the_daily_letter_moves_to_the_hour_that_is_chosen(workspace: Workspace, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(time_zone="Asia/Kolkata")
    choose(workspace, editor, kinds.FAILED, mail=DAILY)
    tell(workspace, editor)
    with scope(workspace.pk):
        services.choose(editor.pk, Role.EDITOR, {"digest_hour": 20})
    due = OutboxTicket.objects.get().due_at
    assert (due.hour, due.minute) == (14, 30)


@pytest.mark.parametrize(
    ("ways", "rows_made", "tickets_made"),
    [
        ({"page": False, "mail": NEVER}, 0, 0),
        ({"page": False, "mail": EACH}, 1, 1),
        ({"page": True, "mail": NEVER}, 1, 0),
    ],
)
def test_people_hear_as_they_chose(
    workspace: Workspace, editor: User, ways: dict[str, Any], rows_made: int, tickets_made: int
) -> None:
    choose(workspace, editor, kinds.FAILED, **ways)
    with scope(workspace.pk):
        telling.tell(telling.members([editor.pk]), Said(kinds.FAILED, "It failed"))
        listed = services.notices(editor.pk).count()
    assert len(told(workspace, editor)) == rows_made
    assert listed == int(ways["page"])
    assert OutboxTicket.objects.count() == tickets_made


def test_the_demo_login_gets_no_letters(workspace: Workspace, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_demo=True)
    tell(workspace, editor)
    assert not OutboxTicket.objects.exists()


def test_old_notices_and_too_many_go_and_others_stay(workspace: Workspace, editor: User, owner: User) -> None:
    with scope(workspace.pk):
        Notice.objects.bulk_create(Notice(user=editor, kind="film", title=str(n)) for n in range(205))
    old = rows.notice_for(workspace, owner)
    fresh = rows.notice_for(workspace, owner, "Fresh")
    with scope(workspace.pk):
        Notice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
        keeping.sweep()
    assert len(told(workspace, editor)) == keeping.MOST_NOTICES
    assert [notice.pk for notice in told(workspace, owner)] == [fresh.pk]


def test_who_is_told_costs_a_few_questions_whatever_their_number(
    workspace: Workspace, owner: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        cast.person(f"admin{number}@northlight.film", workspace, Role.ADMIN)
    with scope(workspace.pk), django_assert_max_num_queries(16):
        telling.credits_low(5)
