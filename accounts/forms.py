"""The forms of signing up and in: allauth's, with our words (settings.ACCOUNT_FORMS)."""

from contextlib import suppress
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from allauth.socialaccount import forms as social_forms
from allauth.utils import get_request_param
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.http import HttpRequest

from accounts.audit import Actor, address_of
from accounts.invitations import link_in, opened_by, take_up
from accounts.models import User
from accounts.models.workspace import NAME_CHARACTERS
from accounts.problems import Problem
from accounts.services import create_workspace

LABELS = {
    "login": "E-mail",
    "email": "E-mail",
    "password": "Password",
    "password1": "Password",
    "password2": "The same again",
    "oldpassword": "Password now",
    "remember": "Stay logged in on this device",
    "code": "Code",
}
_ADDRESS = {
    "required": "Write your e-mail address.",
    "invalid": "This is not a whole e-mail address, such as mara@northlight.film.",
}
_PASSWORD = {"required": "Write your password."}
_NEW_PASSWORD = {"required": "Choose a password of 10 characters or more."}
SAID: dict[str, dict[str, str]] = {
    "login": _ADDRESS,
    "email": _ADDRESS,
    "password": _PASSWORD,
    "oldpassword": _PASSWORD,
    "password1": _NEW_PASSWORD,
    "password2": {"required": "Write the new password once more."},
    "code": {"required": "Write the code that your app shows now."},
}


class Plain:
    """Gives a form the product's labels and look, and takes out placeholders, which vanish when one types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.error_messages.update(SAID.get(name, {}))
            field.widget.attrs["class"] = "tick" if isinstance(field, forms.BooleanField) else "input"
            if name == "code":
                field.widget.attrs |= {"spellcheck": "false", "autocapitalize": "off"}
            if isinstance(field.widget, forms.PasswordInput):
                field.help_text = ""


class WorkspaceForm(Plain, forms.Form):
    """The name of a workspace, and nothing else."""

    workspace = forms.CharField(
        label="Name of the workspace",
        max_length=NAME_CHARACTERS,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Give it a name; you can use your own."},
    )


class SignupForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]
    """A person and their first workspace; by the link of an invitation, a person and the workspace they come to."""

    workspace = WorkspaceForm.base_fields["workspace"]
    field_order = ("workspace", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = link_in(get_request_param(context.request, REDIRECT_FIELD_NAME))
        self.invitation = opened_by(self.token)
        if self.invitation is not None:
            del self.fields["workspace"]
            self.fields["email"].disabled = True
            self.initial["email"] = self.invitation.email

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """All rows or none. The letter with the link reached its address, so that counts as confirmed."""
        if self.invitation is None:
            user: User = super().save(request)
            create_workspace(user, self.cleaned_data["workspace"])
            return user
        get_account_adapter(request).stash_verified_email(request, self.invitation.email)
        user = super().save(request)
        with suppress(Problem):  # the page of the invitation, which comes next, tells what is in the way
            take_up(Actor(user.pk, user.email, "sign-up", address_of(request)), user, self.token)
        return user


class LoginForm(Plain, allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class AddEmailForm(Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]
    """The address to change to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Change to"


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to send a reset link to."""


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, behind a reset link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password, once more."""


class CodeForm(Plain, code_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, after the password."""


class CodeAgainForm(Plain, code_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, once more."""


class ActivateTotpForm(Plain, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""


class WholeAnswer:
    """What a browser says of a passkey is checked as a whole; half of one, or nonsense, is a wrong one."""

    def clean_credential(self) -> Any:
        """The authenticator."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyLoginForm(WholeAnswer, passkey_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of everything else."""


class PasskeyForm(WholeAnswer, passkey_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeyAgainForm(WholeAnswer, passkey_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, once more."""


class AddPasskeyForm(Plain, passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: always one that signs in by itself, so the question is not put."""

    name = forms.CharField(label="Name", max_length=60, required=False)
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """As `WholeAnswer`."""
        try:
            found: dict[str, Any] = super().clean()
        except (KeyError, TypeError, ValueError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None
        return found


class RenamePasskeyForm(Plain, passkey_forms.EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""

    name = forms.CharField(label="Name", max_length=60, error_messages={"required": "Give it a name."})


class SocialSignupForm(Plain, social_forms.SignupForm):  # type: ignore[misc]
    """The address of somebody whose provider told none that is free."""


class DisconnectForm(social_forms.DisconnectForm):  # type: ignore[misc]
    """Which connected account to take off."""
