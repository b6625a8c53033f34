"""What a person says about themselves."""

from django import forms

from accounts.forms import Plain
from accounts.models import User


class ProfileForm(Plain, forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and time zone."""

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
        labels = {"name": "Name", "language": "Language", "time_zone": "Time zone"}

    def clean_name(self) -> str:
        """Without spaces around it."""
        return str(self.cleaned_data["name"]).strip()


class LettersForm(Plain, forms.ModelForm):  # type: ignore[type-arg]
    """Which letters may come; those about security always do."""

    class Meta:
        model = User
        fields = ("letter_when_finished",)
        labels = {"letter_when_finished": "A film of mine is finished"}


class CloseForm(Plain, forms.Form):
    """The address, written out, so that nobody closes an account by a slip."""

    address = forms.CharField(
        label="Your e-mail address, to be sure", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        """The same address, whatever its case."""
        said = str(self.cleaned_data["address"])
        if said.strip().lower() != self.user.email.lower():
            raise forms.ValidationError(f"Write {self.user.email} to close this account.")
        return said
