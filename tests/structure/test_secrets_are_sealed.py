"""What must stay secret is sealed, in tables that are not yet written too."""

import re

from django.apps import apps
from django.db import models

from accounts.tenancy import Tenant
from keys.fields import SealedField

ROOMS = ("accounts", "keys", "quality", "generation", "projects", "frontend")
SOUNDS_SECRET = re.compile(r"secret|credential|api_?key|private_?key|access_?token|refresh_?token")
HOUSE_FIELDS = [
    (model, field)
    for model in apps.get_models()
    if model._meta.app_label in ROOMS
    for field in model._meta.local_fields
]


def test_a_column_that_sounds_secret_is_sealed() -> None:
    """A secret in a column of text is in every backup. Hashes are named for what they are: password, digest."""
    found = [
        f"{model._meta.label}.{field.name}"
        for model, field in HOUSE_FIELDS
        if SOUNDS_SECRET.search(field.name)
        and isinstance(field, models.CharField | models.TextField | models.JSONField)
    ]
    assert found == []


def test_a_sealed_column_lies_in_a_tenant_table_and_is_bound_to_columns_that_are_there() -> None:
    """Elsewhere it has no data key, and no rotation would find it."""
    sealed = [(model, field) for model, field in HOUSE_FIELDS if isinstance(field, SealedField)]
    assert sealed
    for model, field in sealed:
        assert issubclass(model, Tenant), model
        assert {model._meta.get_field(name).name for name in field.bound} == set(field.bound)
