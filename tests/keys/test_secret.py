"""A secret that is printed, logged, stored or sent by mistake is a mask."""

import copy
import json
import logging
import pickle
import pprint
from collections.abc import Callable
from dataclasses import asdict, dataclass

import pytest
import yaml
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.renderers import JSONRenderer

from keys.secret import MASK, Secret, as_bytes, from_bytes

MARKER = "sk-canary-7f3a9c"
TEXTS = st.text(st.characters(codec=None), min_size=1)
"""Every text that Python can hold, lone surrogates too."""


@dataclass(frozen=True)
class Holder:
    """Something that carries a secret along."""

    key: Secret


FORMS: dict[str, Callable[[Secret], str]] = {
    "str": str,
    "repr": repr,
    "f-string": lambda secret: f"{secret}",
    "f-string with !r": lambda secret: f"{secret!r:>40}",
    "format": lambda secret: format(secret, ">40"),
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031
    "sum": lambda secret: "Bearer " + secret,
    "join": lambda secret: " ".join(["Bearer", secret]),
    "slice": lambda secret: secret[:40],
    "encoded": lambda secret: secret.encode().decode(),
    "json": json.dumps,
    "json in a dict": lambda secret: json.dumps({"key": secret, secret: 1}),
    "json without the C encoder": lambda secret: json.dumps([secret], indent=1),
    "django json": lambda secret: json.dumps(secret, cls=DjangoJSONEncoder),
    "rest framework": lambda secret: JSONRenderer().render({"key": secret}).decode(),
    "template": lambda secret: Template("{{ key }}{{ key|safe }}").render(Context({"key": secret})),
    "pickle": lambda secret: pickle.dumps(secret).decode("latin-1") + pickle.loads(pickle.dumps(secret)),
    "old pickle": lambda secret: pickle.dumps(secret, protocol=0).decode("latin-1"),
    "state": lambda secret: f"{secret.__getstate__()} {secret}",
    "yaml": yaml.dump,
    "pretty print": pprint.pformat,
    "copy": lambda secret: repr(copy.copy(secret)),
    "deep copy": lambda secret: repr(copy.deepcopy([secret])),
    "dataclass": lambda secret: f"{Holder(secret)} {asdict(Holder(secret))} {json.dumps(asdict(Holder(secret)))}",
    "list": lambda secret: str([secret]) + repr({secret: secret}),
    "exception": lambda secret: f"{ValueError(secret)} {ValueError(secret)!r}",
    "upper": lambda secret: secret.upper() + secret.swapcase(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_secret_is_its_mask(form: str) -> None:
    shown = FORMS[form](Secret(MARKER))
    assert MARKER.lower() not in shown.lower()
    assert MASK.lower() in shown.lower()


def test_a_log_shows_the_mask(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("dailies.test").error("the key %s of %r", Secret(MARKER), {"key": Secret(MARKER)})
    assert MARKER not in caplog.text
    assert MASK in caplog.text


def test_only_asking_for_it_reveals_it() -> None:
    assert Secret(MARKER).reveal() == MARKER
    assert not hasattr(Secret(MARKER), "__dict__")


def test_a_copy_is_the_secret_still() -> None:
    assert copy.deepcopy([Secret(MARKER)])[0].reveal() == MARKER
    assert Secret(Secret(MARKER)).reveal() == MARKER


def test_what_was_pickled_is_no_secret_any_more() -> None:
    assert type(pickle.loads(pickle.dumps(Secret(MARKER)))) is str


@given(TEXTS, TEXTS)
def test_secrets_are_equal_when_what_they_hold_is(one: str, other: str) -> None:
    assert (Secret(one) == Secret(other)) is (one == other)
    assert (Secret(one) != Secret(other)) is (one != other)
    assert len({Secret(one), Secret(other)}) == len({one, other})


def test_a_secret_equals_no_text() -> None:
    """Else its mask would open every door that compares texts."""
    assert Secret(MARKER) != MARKER
    assert Secret(MARKER) != MASK
    assert MASK not in [Secret(MARKER)]


@given(TEXTS)
def test_the_length_says_nothing(text: str) -> None:
    assert len(Secret(text)) == len(MASK)


@given(TEXTS)
def test_every_text_survives_as_bytes(text: str) -> None:
    assert from_bytes(as_bytes(Secret(text))).reveal() == text
