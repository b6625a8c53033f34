"""Pages of a person's own account: who they are, which letters come, where they are logged in, and closing it."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import View

from accounts.audit import actor_of
from accounts.closing import GRACE, close_account, workspaces_in_the_way
from accounts.models import User
from accounts.problems import Conflict
from frontend.account.forms import CloseForm, LettersForm, ProfileForm


class AccountPage(LoginRequiredMixin, View):
    """One page of the account of whoever asks."""

    @property
    def person(self) -> User:
        """Who asks."""
        assert isinstance(self.request.user, User)
        return self.request.user


class FormPage(AccountPage):
    """A page that keeps some columns of the person's row."""

    form: type[ModelForm]  # type: ignore[type-arg]
    template: str
    kept: str

    def get(self, request: HttpRequest) -> HttpResponse:
        """As it is now."""
        return render(request, self.template, {"form": self.form(instance=self.person)})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was said; other columns stay as they are."""
        form = self.form(request.POST, instance=User.objects.get(pk=self.person.pk))
        if not form.is_valid():
            return render(request, self.template, {"form": form}, status=422)
        form.instance.save(update_fields=list(form.fields))
        messages.success(request, self.kept)
        return redirect(request.path)


class ProfilePage(FormPage):
    """GET and POST /accounts/profile/."""

    form, template, kept = ProfileForm, "account/profile.html", "Your profile is kept."


class LettersPage(FormPage):
    """GET and POST /accounts/notifications/."""

    form, template, kept = LettersForm, "account/notifications.html", "Your choice is kept."


class SessionsPage(ListUserSessionsView):  # type: ignore[misc]
    """GET /accounts/sessions/; POST ends all but this one. This one is on the list, however old it is."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Newest first."""
        key = self.request.session.session_key
        if not UserSession.objects.filter(session_key=key).exists():
            UserSession.objects.create_from_request(self.request)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["sessions"] = sorted(context["sessions"], key=lambda one: (not one.is_current(), -one.pk))
        return context


class EndSession(AccountPage):
    """POST /accounts/sessions/<pk>/end/: log one device out. Its row goes, and with it its sockets."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """404 for somebody else's session, as for one that is not there."""
        session = get_object_or_404(UserSession, pk=pk, user=self.person)
        if session.is_current():
            raise Http404
        end_sessions(request, [session])
        messages.success(request, "That device is logged out.")
        return redirect("usersessions_list")


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class ClosePage(AccountPage):
    """GET and POST /accounts/close/."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What closing does, and what is in its way."""
        return self._show(CloseForm(self.person))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Close it, and say so at the front page's door."""
        form = CloseForm(self.person, request.POST)
        if not form.is_valid():
            return self._show(form, 422)
        try:
            close_account(self.person, actor_of(request))
        except Conflict as conflict:
            messages.error(request, f"{conflict.detail} {conflict.advice}")
            return redirect(request.path)
        logout(request)
        messages.success(request, "Your account is closed.")
        return redirect("account_login")

    def _show(self, form: CloseForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "in_the_way": workspaces_in_the_way(self.person), "days": GRACE.days}
        return render(self.request, "account/close.html", context, status=status)
