"""Whatever people do to each other, in any order: nobody reaches beyond the table, and every workspace has an owner.

The machine speaks to the real addresses over a real database, and keeps a book of what should be true beside them.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytest_django import Settings

from accounts.models import Invitation, Membership, User, Workspace
from accounts.roles import AUDIT, OWN, PEOPLE, READ, Role, keeps_an_owner, may, may_give
from accounts.tenancy import scope
from tests import cast
from tests.cast import Speaker

NAMES = ("ann", "bob", "cid", "dee")
MOST_WORKSPACES = 3
WHO, WHOM = st.sampled_from(NAMES), st.sampled_from(NAMES)
BY = st.tuples(st.booleans() | st.just(True), st.integers(0, len(NAMES) - 1))
"""Who acts: more often than not somebody who is in, for a stranger is refused everything."""
WHERE = st.integers(0, MOST_WORKSPACES - 1)
ROLE = st.sampled_from(list(Role))
DOORS = (("members", READ), ("projects", READ), ("invitations", PEOPLE), ("audit", AUDIT))
"""What is tried, and what the table calls it."""


@dataclass
class Waiting:
    """An invitation in the book."""

    role: str
    token: str
    is_live: bool = True


@dataclass
class Place:
    """A workspace in the book: who is what, who is invited, and whether it is still there."""

    row: Workspace
    roles: dict[str, str]
    waiting: dict[str, Waiting] = field(default_factory=dict)
    is_there: bool = True

    def owners(self) -> int:
        return list(self.roles.values()).count(Role.OWNER)

    def refusal(self, by: str, before: str | None, after: str | None) -> int:
        """The status that somebody without the right gets; 0 where they have it."""
        if by not in self.roles:
            return 404
        return 0 if may_give(self.roles[by], before, after) else 403


class People(RuleBasedStateMachine):
    """Four people, up to three workspaces."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        cache.clear()
        mail.outbox.clear()
        self.users = {name: User.objects.create_user(f"{name}@random.film", name=name) for name in NAMES}
        self.places: list[Place] = []
        self.pages: dict[tuple[str, str], Speaker] = {}
        self.dead_links: list[str] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- speaking -------------------------------------------------------------------------------------------

    def place(self, where: int) -> Place:
        return self.places[where % len(self.places)]

    def actor(self, place: Place, by: tuple[bool, int]) -> str:
        is_in, number = by
        names = sorted(place.roles, key=lambda who: list(Role).index(Role(place.roles[who]))) if is_in else []
        return names[number % len(names)] if names else NAMES[number]

    def speaker(self, who: str, place: Place) -> Speaker:
        """Somebody's page of a workspace, opened once."""
        if (who, place.row.slug) not in self.pages:
            self.pages[who, place.row.slug] = cast.browser(self.users[who], place.row)
        return self.pages[who, place.row.slug]

    def does(self, who: str, place: Place, expected: int, method: str, path: str, body: Any = None) -> Any:
        """The answer, which must be of this status: 404 from whoever is not in the workspace."""
        expected = expected if who in place.roles else 404
        answer = self.speaker(who, place).call(method, path, body)
        assert answer.status_code == expected, f"{answer.status_code}: {answer.content.decode()}"
        return answer

    def member_id(self, place: Place, whom: str) -> Any:
        """The id of a member; one of elsewhere, or none at all, for somebody who is not in."""
        found = Membership.objects.filter(user=self.users[whom])
        one = found.filter(workspace=place.row).first() or found.first()
        return one.pk if one else place.row.pk

    def invitation_id(self, place: Place, whom: str) -> Any:
        with scope(place.row.pk):
            found = Invitation.objects.filter(email=self.users[whom].email).first()
        return found.pk if found else place.row.pk

    def note_letter(self, place: Place, whom: str, role: str) -> None:
        found = re.search(r"/invitations/(\S+)/", str(mail.outbox[-1].body))
        assert found is not None
        assert mail.outbox[-1].to == [self.users[whom].email]
        self.end_link(place, whom)
        place.waiting[whom] = Waiting(role, found[1])

    def end_link(self, place: Place, whom: str) -> None:
        if (old := place.waiting.pop(whom, None)) is not None:
            self.dead_links.append(old.token)

    # --- workspaces -----------------------------------------------------------------------------------------

    @initialize()
    def a_workspace_of_three(self) -> None:
        self.start("ann")
        for who, role in (("bob", Role.ADMIN), ("cid", Role.EDITOR)):
            Membership.objects.create(workspace=self.places[0].row, user=self.users[who], role=role)
            self.places[0].roles[who] = role

    @precondition(lambda self: len(self.places) < MOST_WORKSPACES)
    @rule(who=WHO)
    def start(self, who: str) -> None:
        speaker = Speaker()
        speaker.force_login(self.users[who])
        made = speaker.made("POST", "workspaces", {"name": f"Place {len(self.places)}"})
        self.places.append(Place(Workspace.objects.get(slug=made["slug"]), {who: Role.OWNER}))

    @rule(where=WHERE)
    def delete(self, where: int) -> None:
        place = self.place(where)
        if place.is_there and where > 0:
            with scope(place.row.pk):
                Workspace.objects.get(pk=place.row.pk).delete()
            for whom in list(place.waiting):
                self.end_link(place, whom)
            place.roles, place.is_there = {}, False

    @rule(who=WHO)
    def switch(self, who: str) -> None:
        """`/studio/` leads into a workspace of one's own, whatever happened to the one used last."""
        speaker = Speaker()
        speaker.force_login(self.users[who])
        mine = {f"/w/{place.row.slug}/" for place in self.places if who in place.roles}
        answer = speaker.get("/studio/")
        assert answer["Location"] in mine if mine else answer.status_code == 200

    @rule(by=BY, where=WHERE)
    def look(self, by: tuple[bool, int], where: int) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        role = place.roles.get(who)
        for path, action in DOORS:
            self.does(who, place, 200 if role and may(role, action) else 403, "GET", path)
        page = self.speaker(who, place).get(f"/w/{place.row.slug}/").status_code
        assert (page == 404) is (role is None)

    # --- invitations ----------------------------------------------------------------------------------------

    @rule(by=BY, where=WHERE, whom=WHOM, role=ROLE, then=st.sampled_from([None, *NAMES, "whom"]))
    def invite(self, by: tuple[bool, int], where: int, whom: str, role: Role, then: str | None) -> None:
        """And sometimes the link is pressed at once, by the one who was invited or by somebody else."""
        place = self.place(where)
        who = self.actor(place, by)
        waits = whom in place.waiting and place.waiting[whom].is_live
        expected = place.refusal(who, None, role) or (400 if whom in place.roles or waits else 201)
        body = {"email": self.users[whom].email, "role": role}
        self.does(who, place, expected, "POST", "invitations", body)
        if expected == 201:
            self.note_letter(place, whom, role)
            if then is not None:
                self.press(whom if then == "whom" else then, place, whom)

    @rule(by=BY, where=WHERE, whom=WHOM)
    def send_again(self, by: tuple[bool, int], where: int, whom: str) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        waiting = place.waiting.get(whom)
        role = waiting.role if waiting else None
        expected = place.refusal(who, None, role) or (200 if waiting else 404)
        self.does(who, place, expected, "POST", f"invitations/{self.invitation_id(place, whom)}/resend")
        if expected == 200 and role:
            self.note_letter(place, whom, role)

    @rule(by=BY, where=WHERE, whom=WHOM)
    def take_back(self, by: tuple[bool, int], where: int, whom: str) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        waiting = place.waiting.get(whom)
        expected = place.refusal(who, None, waiting.role if waiting else None) or (204 if waiting else 404)
        self.does(who, place, expected, "DELETE", f"invitations/{self.invitation_id(place, whom)}")
        if expected == 204:
            self.end_link(place, whom)

    @rule(where=WHERE, whom=WHOM)
    def run_out(self, where: int, whom: str) -> None:
        place = self.place(where)
        if whom in place.waiting:
            place.waiting[whom].is_live = False
            with scope(place.row.pk):
                Invitation.objects.filter(email=self.users[whom].email).update(expires_at=timezone.now())

    @precondition(lambda self: any(place.waiting for place in self.places))
    @rule(data=st.data(), is_own=st.booleans(), who=WHO)
    def press_a_link(self, data: st.DataObject, is_own: bool, who: str) -> None:
        """One's own link, or one that somebody else passed on, whatever happened since the letter."""
        place = data.draw(st.sampled_from([place for place in self.places if place.waiting]))
        whom = data.draw(st.sampled_from(sorted(place.waiting)))
        self.press(whom if is_own else who, place, whom)

    def press(self, who: str, place: Place, whom: str) -> None:
        """Only a living link in the hands of whom it is for lets somebody in, and once."""
        waiting = place.waiting[whom]
        self.speaker(who, place).post(f"/invitations/{waiting.token}/")
        if waiting.is_live and who == whom and who not in place.roles:
            place.roles[who] = waiting.role
            self.end_link(place, whom)

    @precondition(lambda self: self.dead_links)
    @rule(who=WHO, data=st.data())
    def press_an_old_link(self, who: str, data: st.DataObject) -> None:
        token = data.draw(st.sampled_from(self.dead_links))
        self.speaker(who, self.places[0]).post(f"/invitations/{token}/")

    # --- members --------------------------------------------------------------------------------------------

    @rule(by=BY, where=WHERE, whom=WHOM, role=ROLE)
    def change_role(self, by: tuple[bool, int], where: int, whom: str, role: Role) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        before = place.roles.get(whom)
        expected = self._moving(place, who, before, role, 200)
        self.does(who, place, expected, "PATCH", f"members/{self.member_id(place, whom)}", {"role": role})
        if expected == 200:
            place.roles[whom] = role

    @rule(by=BY, where=WHERE, whom=WHOM)
    def remove(self, by: tuple[bool, int], where: int, whom: str) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        expected = self._moving(place, who, place.roles.get(whom), None, 204)
        self.does(who, place, expected, "DELETE", f"members/{self.member_id(place, whom)}")
        if expected == 204:
            del place.roles[whom]

    def _moving(self, place: Place, who: str, before: str | None, after: str | None, done: int) -> int:
        if before is None:  # no member: not found, for those who may look for one
            return place.refusal(who, None, None) or 404
        if not keeps_an_owner(place.owners(), before, after):
            return place.refusal(who, before, after) or 409
        return place.refusal(who, before, after) or done

    @rule(by=BY, where=WHERE)
    def leave(self, by: tuple[bool, int], where: int) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        expected = 204 if keeps_an_owner(place.owners(), place.roles.get(who), None) else 409
        self.does(who, place, expected, "DELETE", "members/me")
        if expected == 204:
            place.roles.pop(who, None)

    @rule(by=BY, where=WHERE, whom=WHOM)
    def hand_over(self, by: tuple[bool, int], where: int, whom: str) -> None:
        place = self.place(where)
        who = self.actor(place, by)
        expected = 403 if not may(place.roles.get(who, ""), OWN) else 404 if whom not in place.roles else 200
        expected = 400 if expected == 200 and who == whom else expected
        body = {"member": str(self.member_id(place, whom))}
        self.does(who, place, expected, "POST", "workspace/transfer", body)
        if who in place.roles and expected == 200:
            place.roles[whom], place.roles[who] = Role.OWNER, Role.ADMIN

    # --- what is always true --------------------------------------------------------------------------------

    @invariant()
    def the_memberships_are_those_of_the_book(self) -> None:
        found = {(one.workspace_id, one.user_id): one.role for one in Membership.objects.all()}
        book = {(place.row.pk, self.users[who].pk): role for place in self.places for who, role in place.roles.items()}
        assert found == book

    @invariant()
    def every_workspace_has_an_owner(self) -> None:
        for place in self.places:
            assert not place.is_there or place.owners()


@pytest.mark.django_db
def test_nobody_reaches_beyond_the_table_whatever_happened_before(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    run_state_machine_as_test(People, settings=MANY)  # type: ignore[no-untyped-call]


MANY = settings(max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
