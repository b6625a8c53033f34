"""API tokens of a workspace as a page."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.forms import Plain
from accounts.models import ApiToken
from accounts.problems import InvalidField, Problem
from accounts.roles import PEOPLE, SETTINGS, TOKENS, Scope, may
from accounts.tokens import end_token, make_token, tokens_of, useful_scopes
from frontend.settings.shell import SettingsPage

LIVES = (("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until it is ended"))
MOST_SHOWN = 200


class TokenForm(Plain, forms.Form):
    """The wish for a token."""

    name = forms.CharField(label="What for", max_length=80, error_messages={"required": "Say what the token is for."})
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing that the token may do."},
    )
    days = forms.TypedChoiceField(label="Ends after", choices=LIVES, required=False, coerce=int, empty_value=None)
    service = forms.BooleanField(label="It belongs to the workspace and stays when I leave", required=False)

    def __init__(self, role: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        scopes = self.fields["scopes"]
        assert isinstance(scopes, forms.MultipleChoiceField)
        scopes.widget.attrs["class"] = "tick"
        scopes.choices = [(scope.value, scope.label) for scope in useful_scopes(role)]
        if not may(role, SETTINGS):
            del self.fields["service"]


class TokensPage(SettingsPage):
    """GET and POST /w/SLUG/settings/tokens/."""

    needs = {"GET": TOKENS, "POST": TOKENS}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The tokens, and a form for another."""
        return self._show(self._fresh())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one, and show its secret this once; or end one (`end` is its id)."""
        if ended := request.POST.get("end"):
            return self._end(ended)
        form = TokenForm(self.membership.role, request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            token, secret = make_token(self.actor, self.membership, **form.cleaned_data)
        except InvalidField as problem:
            form.add_error(problem.errors[0].field, f"{problem.detail} {problem.advice}")
            return self._show(form, status=422)
        answer = self._show(self._fresh(), made=token, secret=secret)
        answer["Cache-Control"] = "no-store"
        return answer

    def _fresh(self) -> TokenForm:
        wished = [scope for scope in (Scope.READ, Scope.GENERATE) if scope in useful_scopes(self.membership.role)]
        return TokenForm(self.membership.role, initial={"scopes": wished, "days": "90"})

    def _end(self, token_id: str) -> HttpResponse:
        try:
            token = end_token(self.actor, self.membership, UUID(token_id))
        except (ValueError, Problem):
            return self.back("This token is gone already.")
        return self.back(f"“{token.name}” has ended. Programs that use it are refused from now on.")

    def _show(self, form: TokenForm, status: int = 200, **made: object) -> HttpResponse:
        tokens = list(tokens_of(self.membership)[:MOST_SHOWN])
        for token in tokens:
            token.state = state_of(token)  # type: ignore[attr-defined]
        return self.show("settings/tokens.html", status, form=form, tokens=tokens, sees_all=self.can(PEOPLE), **made)


def state_of(token: ApiToken) -> str:
    """Whether it still opens anything: live, ended or expired."""
    if token.revoked_at is not None:
        return "ended"
    return "expired" if token.expires_at and token.expires_at <= timezone.now() else "live"
