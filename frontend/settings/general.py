"""General settings of a workspace: its name."""

from django import forms
from django.http import HttpRequest, HttpResponse

from accounts.forms import Plain
from accounts.roles import SETTINGS
from accounts.services import rename_workspace
from frontend.settings.shell import SettingsPage


class GeneralForm(Plain, forms.Form):
    """What a workspace is called."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give the workspace a name."})


class GeneralPage(SettingsPage):
    """GET and POST /w/SLUG/settings/."""

    needs = {"POST": SETTINGS}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The name and the address."""
        return self._show(GeneralForm(initial={"name": self.workspace.name}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Another name."""
        form = GeneralForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        rename_workspace(self.actor, self.workspace, form.cleaned_data["name"])
        return self.back("The new name is kept.")

    def _show(self, form: GeneralForm, status: int = 200) -> HttpResponse:
        return self.show("settings/general.html", status, form=form, may_change=self.can(SETTINGS))
