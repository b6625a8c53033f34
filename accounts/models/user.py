"""A person who signs in with an e-mail address."""

from functools import cache
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.identifiers import new_id


def languages() -> list[tuple[str, str]]:
    """The languages a person can choose; a callable, so that another one needs no migration."""
    return list(settings.LANGUAGES)


@cache
def time_zones() -> list[tuple[str, str]]:
    """UTC, then the places of the IANA database, by name ("Europe/Berlin")."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(_NO_PLACES))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


_NO_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a normalised address; without a password they can only use a reset link."""
        if not email:
            raise ValueError("email is empty; a user signs in with an e-mail address")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An operator: may open the ops console."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractUser):
    """One person; what they may do is said by their memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField("demo login", default=False, help_text="May sign in from this machine only.")

    language = models.CharField(max_length=10, choices=languages, default="en-us")
    time_zone = models.CharField(max_length=64, choices=time_zones, default="UTC")
    letter_when_finished = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_ignoring_case")]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """The name, or the address where none was given."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The first word of the name, or the address before the @."""
        return self.name.split()[0] if self.name.strip() else self.email.split("@")[0]
