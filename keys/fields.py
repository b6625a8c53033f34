"""A column that holds a secret as ciphertext. To declare one is to join the rotation of data keys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from accounts.tenancy import Tenant

if TYPE_CHECKING:
    Binary = models.BinaryField[bytes, bytes]
else:
    Binary = models.BinaryField


class SealedField(Binary):
    """Ciphertext of the vault in a tenant table; `keys.vault.seal_into` fills it and `open_from` opens it.

    `purpose` says what it is for and never changes afterwards. `bound` names columns of the row that the ciphertext is
    tied to (the service of a key, say): with another value there, it does not open.
    """

    def __init__(self, *args: Any, purpose: str, bound: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose, self.bound = purpose, bound

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose, "bound": self.bound}

    def purpose_of(self, row: Tenant) -> str:
        """The purpose with the bound values of a row; a length before each, so that none runs into the next."""
        values = [str(getattr(row, column)) for column in self.bound]
        return self.purpose + "".join(f" {len(value)}:{value}" for value in values)


def sealed_field(model: type[Tenant], column: str) -> SealedField:
    """The sealed column of this name; TypeError where it is none."""
    field = model._meta.get_field(column)
    if not isinstance(field, SealedField):
        raise TypeError(f"{model.__name__}.{column} is no SealedField")
    return field


def sealed_columns() -> Iterator[tuple[type[Tenant], SealedField]]:
    """Every sealed column of every room."""
    for model in apps.get_models():
        if issubclass(model, Tenant):
            yield from ((model, field) for field in model._meta.local_fields if isinstance(field, SealedField))
