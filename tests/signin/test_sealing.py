"""Secrets of second factors are sealed under a key made from SECRET_KEY."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.sealing import NotReadable, reseal, seal, unseal


@given(st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text)) == text


def test_the_same_text_is_never_sealed_the_same_way() -> None:
    assert seal("JBSWY3DP") != seal("JBSWY3DP")
    assert "JBSWY3DP" not in seal("JBSWY3DP")


@given(st.data())
def test_a_changed_or_shortened_seal_is_refused(data: st.DataObject) -> None:
    sealed = seal("JBSWY3DPEHPK3PXP")
    place = data.draw(st.integers(0, len(sealed) - 3))  # the last two characters may be padding
    drawn = data.draw(st.sampled_from("ABCxyz019"))
    other = "-" if sealed[place] == drawn else drawn
    for wrong in (sealed[:place] + other + sealed[place + 1 :], sealed[:place], ""):
        with pytest.raises(NotReadable):
            unseal(wrong)


def test_a_new_key_opens_nothing_unless_the_old_one_is_named(settings: Settings) -> None:
    sealed, old = seal("JBSWY3DP"), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-altogether"
    with pytest.raises(NotReadable):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "JBSWY3DP"
    newest = reseal(sealed)
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(newest) == "JBSWY3DP"


@pytest.mark.django_db
def test_the_command_puts_every_factor_under_the_new_key(mara: object, settings: Settings) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=mara, type="totp", data={"secret": seal("JBSWY3DP")})
    Authenticator.objects.create(user=mara, type="recovery_codes", data={"seed": seal("seed"), "used_mask": 3})
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-altogether"
    call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = []
    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert unseal(kept["totp"]["secret"]) == "JBSWY3DP"
    assert unseal(kept["recovery_codes"]["seed"]) == "seed"
    assert kept["recovery_codes"]["used_mask"] == 3
