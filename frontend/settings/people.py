"""Who is in a workspace, who is invited, and what is done to them: one page, and a small one for each question."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts import invitations, people
from accounts.forms import Plain
from accounts.models import Membership
from accounts.problems import InvalidField
from accounts.roles import MEANS, OWN, PEOPLE, READ, Role, may_give
from frontend.settings.shell import SettingsPage


class InviteForm(Plain, forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label="As", error_messages={"invalid_choice": "Choose one of the roles."})

    def __init__(self, by: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = "Write the e-mail address of whom you invite."
        self.fields["role"].choices = roles_for(by, None)  # type: ignore[attr-defined]


def roles_for(by: str, before: str | None) -> list[tuple[str, str]]:
    """The roles that somebody may give to somebody who has `before`."""
    return [(str(role), role.label) for role in Role if may_give(by, before, role)]


class OfPeople(SettingsPage):
    """Whatever is done here, the list of people shows what came of it."""

    @property
    def address(self) -> str:
        """The list."""
        return reverse("settings_people", args=[self.workspace.slug])

    def member(self, member_id: UUID) -> Membership:
        """A member of this workspace."""
        return people.member(self.workspace.pk, member_id)


class PeoplePage(OfPeople):
    """GET and POST /w/SLUG/settings/people/: the list, and the form that invites."""

    needs = {"POST": PEOPLE}

    def get(self, request: HttpRequest) -> HttpResponse:
        """Everybody."""
        return self._show(InviteForm(self.membership.role, initial={"role": Role.EDITOR}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite somebody."""
        form = InviteForm(self.membership.role, request.POST)
        if form.is_valid():
            try:
                told = form.cleaned_data
                made = invitations.invite(request, self.actor, self.membership, told["email"], told["role"])
                return self.back(f"A letter is on its way to {made.email}.")
            except InvalidField as wrong:
                form.add_error(wrong.errors[0].field, f"{wrong.detail} {wrong.advice}")
        return self._show(form, status=422)

    def _show(self, form: InviteForm, status: int = 200) -> HttpResponse:
        found = {"form": form, "rows": [self._row(one) for one in people.members(self.workspace.pk)], "roles": MEANS}
        if self.can(PEOPLE):
            found |= {"invited": invitations.waiting()[: people.MOST_PEOPLE], "now": timezone.now(), "may_invite": True}
        return self.show("settings/people.html", status, **found)

    def _row(self, who: Membership) -> dict[str, Any]:
        """A member, and what the person who looks may do to them."""
        by, is_you = self.membership.role, who.pk == self.membership.pk
        return {
            "who": who,
            "is_you": is_you,
            "roles": roles_for(by, who.role),
            "may_remove": may_give(by, who.role, None) and not is_you,
            "may_own": self.can(OWN) and not is_you and who.user.is_active,
        }


class RolePage(OfPeople):
    """POST .../people/members/ID/role/."""

    needs = {"POST": PEOPLE}
    http_method_names = ["post"]

    def post(self, request: HttpRequest, member_id: UUID) -> HttpResponse:
        """Give a member another role."""
        changed = people.change_role(self.actor, self.membership, member_id, request.POST.get("role", ""))
        return self.back(f"{changed.user.get_full_name()} is {Role(changed.role).label.lower()} now.")


class ResendPage(OfPeople):
    """POST .../people/invitations/ID/resend/."""

    needs = {"POST": PEOPLE}
    http_method_names = ["post"]

    def post(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        """Another letter."""
        sent = invitations.send_again(request, self.actor, self.membership, invitation_id)
        return self.back(f"Another letter is on its way to {sent.email}. The link of the first one ends.")


class TakeBackPage(OfPeople):
    """POST .../people/invitations/ID/take-back/."""

    needs = {"POST": PEOPLE}
    http_method_names = ["post"]

    def post(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        """End an invitation."""
        invitations.take_back(self.actor, self.membership, invitation_id)
        return self.back("The invitation is taken back. Its link opens nothing any more.")


class RemovePage(OfPeople):
    """GET and POST .../people/members/ID/remove/."""

    needs = {"GET": PEOPLE, "POST": PEOPLE}

    def get(self, request: HttpRequest, member_id: UUID) -> HttpResponse:
        """The question."""
        return self.show("settings/people_remove.html", who=self.member(member_id))

    def post(self, request: HttpRequest, member_id: UUID) -> HttpResponse:
        """Take them out."""
        gone = self.member(member_id).user
        people.remove(self.actor, self.membership, member_id)
        return self.back(f"{gone.get_full_name()} is not in the workspace any more.")


class HandOverPage(OfPeople):
    """GET and POST .../people/members/ID/owner/."""

    needs = {"GET": OWN, "POST": OWN}

    def get(self, request: HttpRequest, member_id: UUID) -> HttpResponse:
        """The question."""
        return self.show("settings/people_hand_over.html", who=self.member(member_id))

    def post(self, request: HttpRequest, member_id: UUID) -> HttpResponse:
        """Make them owner in one's own place."""
        taker = people.hand_over(self.actor, self.membership, member_id)
        return self.back(f"{taker.user.get_full_name()} owns the workspace now; you are admin.")


class LeavePage(OfPeople):
    """GET and POST .../people/leave/."""

    needs = {"GET": READ, "POST": READ}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question."""
        return self.show("settings/people_leave.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Go, and on to one's other workspaces."""
        people.leave(self.actor, self.membership)
        messages.success(request, f"You have left {self.workspace.name}.")
        return redirect("enter")
