"""Security rules of a workspace."""

from django import forms
from django.http import HttpRequest, HttpResponse

from accounts.forms import Plain
from accounts.roles import SETTINGS
from accounts.services import require_two_factor
from frontend.settings.shell import SettingsPage


class SecurityForm(Plain, forms.Form):
    """What members need to come in."""

    require_two_factor = forms.BooleanField(label="Everybody needs two-factor sign-in", required=False)


class SecurityPage(SettingsPage):
    """GET and POST /w/SLUG/settings/security/."""

    needs = {"GET": SETTINGS, "POST": SETTINGS}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The rule, and who it would keep out."""
        form = SecurityForm(initial={"require_two_factor": self.workspace.require_two_factor})
        return self.show("settings/security.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Another rule; refused to somebody whom it would lock out."""
        form = SecurityForm(request.POST)
        form.is_valid()
        require_two_factor(self.actor, self.membership, form.cleaned_data["require_two_factor"])
        return self.back("The rule is kept.")
