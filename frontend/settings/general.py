"""General settings of a workspace: its name, all of it as a file, and its end."""

from django import forms
from django.http import HttpRequest, HttpResponse

from accounts import deletion
from accounts.forms import Plain
from accounts.models.workspace import NAME_CHARACTERS
from accounts.problems import InvalidField
from accounts.roles import OWN, SETTINGS
from accounts.services import rename_workspace
from frontend.settings.shell import SettingsPage


class GeneralForm(Plain, forms.Form):
    """What a workspace is called."""

    name = forms.CharField(
        label="Name", max_length=NAME_CHARACTERS, error_messages={"required": "Give the workspace a name."}
    )


class DeletionForm(Plain, forms.Form):
    """The name once more, so that nobody deletes a workspace by a slip."""

    name = forms.CharField(label="Type the workspace's name to delete it", max_length=120)


class GeneralPage(SettingsPage):
    """GET and POST /w/SLUG/settings/."""

    needs = {"POST": SETTINGS}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The name and the address; for owners, export and deletion."""
        return self._show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Another name."""
        form = GeneralForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        rename_workspace(self.actor, self.workspace, form.cleaned_data["name"])
        return self.back("The new name is kept.")

    def _show(self, form: GeneralForm | None = None, status: int = 200) -> HttpResponse:
        form = form or GeneralForm(initial={"name": self.workspace.name})
        rights = {"may_change": self.can(SETTINGS), "may_end": self.can(OWN)}
        form.fields["name"].disabled = not rights["may_change"]
        return self.show("settings/general.html", status, form=form, **rights)


class DeletionPage(SettingsPage):
    """GET and POST /w/SLUG/settings/delete/."""

    needs = {"GET": OWN, "POST": OWN}

    def get(self, request: HttpRequest) -> HttpResponse:
        """What goes, when, and the export that comes first."""
        return self._show(DeletionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for the deletion, or stop it (`stop`)."""
        if "stop" in request.POST:
            deletion.stop(self.actor, self.workspace)
            return self.back("The workspace stays.")
        form = DeletionForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            deletion.ask(self.actor, self.workspace, form.cleaned_data["name"])
        except InvalidField as problem:
            form.add_error("name", f"{problem.detail} {problem.advice}")
            return self._show(form, status=422)
        return self.back()

    def _show(self, form: DeletionForm, status: int = 200) -> HttpResponse:
        return self.show("settings/delete.html", status, form=form, grace=deletion.GRACE.days)
