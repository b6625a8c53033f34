"""What the vault keeps: wrapped data keys, and secrets by name. Both are ciphertext."""

from django.db import models

from accounts.tenancy import Tenant
from keys.crypto import Place
from keys.fields import SealedField

ID_CHARACTERS = 40
NAME_CHARACTERS = 120


class DataKey(Tenant):
    """A version of the key that a workspace's secrets are sealed with; the highest seals, older ones still open.

    An older one is there only while a rotation goes on (or was broken off): its end deletes it.
    """

    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    master_id = models.CharField(max_length=ID_CHARACTERS)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "version"], name="one_data_key_a_version")]

    def __str__(self) -> str:
        return f"version {self.version}"

    def place(self, master_id: str = "") -> Place:
        """What the wrapped key is bound to, under its own master key or another one."""
        return Place(self.tenant_id, self.pk, f"data key under {master_id or self.master_id}", self.version)


class SealedSecret(Tenant):
    """A secret by its name. A new one is a new row: what was sealed for the old one opens no more."""

    name = models.CharField(max_length=NAME_CHARACTERS)
    sealed = SealedField(purpose="secret", bound=("name",))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_secret_a_name")]

    def __str__(self) -> str:
        return self.name
