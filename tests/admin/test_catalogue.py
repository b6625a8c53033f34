"""Operators change the catalogue as versions: checked, previewed, rolled out by a share, rolled back."""

from typing import Any

import pytest
import yaml
from django.contrib.admin.models import LogEntry
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User, Workspace
from accounts.ops import ALIAS, every_row
from accounts.tenancy import scope
from generation import deciding
from generation.admin.catalogue import pages, preview, reach
from generation.models import Generation
from quality import releasing, versions
from quality.catalogue.changing import rows_of, with_row
from quality.catalogue.loader import check, shipped
from quality.models import CatalogueVersion
from quality.releasing import Author
from quality.values import Device
from tests import rows
from tests.admin.conftest import permission
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

AUTHOR = Author("operator@dailies.film", "", ALIAS)
DRAWN = "image-low-drawn"


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test reads versions for itself."""
    monkeypatch.setattr(versions, "_shelf", None)


def at(name: str, *args: Any) -> str:
    return reverse(f"admin:catalogue_{name}", args=args)


def version_with(**fields: Any) -> CatalogueVersion:
    return releasing.keep(with_row(releasing.product(), DRAWN, fields), None, AUTHOR)


def only() -> CatalogueVersion:
    found: CatalogueVersion = every_row(CatalogueVersion).get()
    return found


def form_of(console: Client, page: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    form = console.get(page).context["form"]
    return {name: field.value() for name, field in ((name, form[name]) for name in form.fields) if field.value()}


def test_a_changed_row_becomes_a_draft_with_its_difference(console: Client, operator: User) -> None:
    page = at("row", "product", DRAWN)
    answer = console.post(page, form_of(console, page) | {"credits": "3", "note": "Drawing costs more"}, follow=True)
    version = only()
    assert (version.number, version.based_on, version.state, version.share) == ("2.1", "2", "draft", 0)
    assert version.changes == {DRAWN: {"credits": [1, 3]}}
    assert version.created_by == operator.email
    shown = answer.content.decode()
    assert "Catalogue 2.1 is a draft" in shown
    assert f'data-label="Row">{DRAWN}' in "".join(shown.split("\n")).replace("  ", "").replace("> ", ">")
    assert "Drawing costs more" in shown
    assert LogEntry.objects.get().object_repr == "Catalogue 2.1"


def test_a_draft_changes_in_place_and_a_served_version_makes_a_new_one(console: Client) -> None:
    version = version_with(credits=3)
    page = at("row", version.pk, DRAWN)
    console.post(page, form_of(console, page) | {"credits": "4"})
    assert only().changes == {DRAWN: {"credits": [1, 4]}}
    releasing.roll_out(version, 10, ALIAS)
    console.post(page, form_of(console, page) | {"credits": "5"})
    newer = every_row(CatalogueVersion).get(number="2.2")
    assert (newer.based_on, newer.state) == ("2.1", "draft")
    assert every_row(CatalogueVersion).get(number="2.1").changes == {DRAWN: {"credits": [1, 4]}}
    assert "What differs from version 2.1" in console.get(
        reverse("admin:quality_catalogueversion_change", args=[newer.pk])
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("row", "field", "value", "told"),
    [
        (DRAWN, "width", "777", "width: size: sides must be multiples of 16"),
        ("video-low-wan", "frames", "24", "frames: frames: must be 4n+1"),
        ("image-low-schnell", "card_gb", "6", "card_gb: card_gb: the row needs"),
        ("image-low-schnell", "memory", "[{id: whole", "memory: line 1: is not YAML"),
        ("image-low-schnell", "seconds_low", "100", "seconds_low: seconds: the range goes from the shorter"),
        (DRAWN, "off", "on", "__all__: rows for create_image at low: engine: must have exactly 1 rows"),
    ],
)
def test_a_row_is_checked_as_the_loader_checks_it(console: Client, row: str, field: str, value: str, told: str) -> None:
    page = at("row", "product", row)
    answer = console.post(page, form_of(console, page) | {field: value})
    errors = answer.context["form"].errors
    assert any(told in f"{name}: {error}" for name, found in errors.items() for error in found), errors
    assert not every_row(CatalogueVersion).exists()


def test_a_row_is_switched_off_and_on_again_where_it_stood(console: Client) -> None:
    page = at("row", "product", "image-low-schnell")
    console.post(page, form_of(console, page) | {"off": "on"})
    version = only()
    assert "image-low-schnell" not in rows_of(version.document)
    assert "Switched off" in console.get(at("rows", version.pk)).content.decode()
    page = at("row", version.pk, "image-low-schnell")
    sent = form_of(console, page)
    assert sent.pop("off") is True
    console.post(page, sent)
    assert only().changes == {}


def test_the_whole_is_changed_as_text_and_faults_name_line_row_and_field(console: Client) -> None:
    page = at("text", "product")
    text = form_of(console, page)["text"]
    values = yaml.safe_load(text)
    wrong = text.replace("steps: 50", "steps: 5000", 1)
    line = wrong[: wrong.index("steps: 5000")].count("\n") + 1
    errors = console.post(page, {"text": wrong}).context["form"].errors["text"]
    assert errors[0].startswith(f'line {line}: row "image-high-dev": steps: ')
    assert "not YAML" in console.post(page, {"text": "rows: ["}).context["form"].errors["text"][0]
    for nonsense in ("just words", "[1, 2]", "1", "rows: 5"):
        assert console.post(page, {"text": nonsense}).context["form"].errors["text"], nonsense
    values["models"]["drawn"]["figures"] = "measured again"
    console.post(page, {"text": yaml.safe_dump(values, sort_keys=False)})
    assert only().document["models"]["drawn"]["figures"] == "measured again"


def test_a_share_serves_workspaces_by_it_and_a_rollback_returns_them(console: Client, workspace: Workspace) -> None:
    first, second = version_with(credits=3), version_with(credits=7)
    for version in (first, second):
        console.post(at("share", version.pk), {"share": "100"})
    with scope(workspace.pk):
        assert deciding.catalogue().version == "2.2"
        assert deciding.catalogue() is deciding.catalogue()
    console.post(at("roll_back", second.pk))
    with scope(workspace.pk):
        assert deciding.catalogue().version == "2.1"
    console.post(at("roll_back", first.pk))
    with scope(workspace.pk):
        assert deciding.catalogue() is shipped()
    said = [entry.change_message for entry in LogEntry.objects.order_by("id")]
    assert said == ["Share 0 % -> 100 %."] * 2 + ["Rolled back."] * 2
    assert {version.state for version in every_row(CatalogueVersion)} == {"rolled_back"}


def test_what_was_rolled_back_is_not_served_again_and_a_draft_not_rolled_back(console: Client) -> None:
    version = version_with(credits=3)
    answer = console.post(at("roll_back", version.pk), follow=True)
    assert "serves nobody" in answer.content.decode()
    releasing.roll_out(version, 50, ALIAS)
    releasing.roll_back(version, ALIAS)
    assert "was rolled back" in console.post(at("share", version.pk), {"share": "10"}, follow=True).content.decode()
    assert only().share == 0


@pytest.mark.parametrize("share", ["-1", "101", "half", ""])
def test_a_share_is_a_percentage(console: Client, share: str) -> None:
    version = version_with(credits=3)
    answer = console.post(at("share", version.pk), {"share": share}, follow=True)
    assert "whole number from 0 to 100" in answer.content.decode()
    assert only().share == 0


def test_a_generation_keeps_the_version_that_it_was_made_with(workspace: Workspace, shelf: Shelf) -> None:
    version = version_with(credits=3)
    releasing.roll_out(version, 100, ALIAS)
    made = rows.asked(shelf.scene)
    releasing.roll_back(version, ALIAS)
    assert every_row(Generation).get(pk=made.pk).decision["catalogue_version"] == "2.1"
    assert rows.asked(shelf.scene).decision["catalogue_version"] == "2"
    assert reach.made_last_week()["2.1"] == 1


def test_the_list_tells_how_many_each_version_serves(
    console: Client, workspace: Workspace, elsewhere: Workspace
) -> None:
    version = version_with(credits=3)
    reached = reach.reached(version.number)
    assert (reached[0], reached[-1], sorted(reached)) == (0, 2, reached)
    releasing.roll_out(version, 100, ALIAS)
    listing = console.get(reverse("admin:quality_catalogueversion_changelist")).context["cl"]
    assert (listing.result_list[0].serves, listing.product["serves"]) == (2, 0)


def test_a_preview_asks_last_weeks_requests_again(console: Client, shelf: Shelf, other_shelf: Shelf) -> None:
    for _ in range(2):
        rows.asked(shelf.scene)
    asked = len(preview.requests())
    same = preview.replay(version_with(guidance=2.0))
    assert (same.total, same.same, same.differing) == (asked, asked, ())
    version = version_with(credits=9, size=[512, 288])
    found = preview.replay(version)
    pictures = sum(one.decision["row"] == DRAWN for one in preview.requests())
    assert pictures >= 2
    assert (found.total, found.same) == (asked, asked - pictures)
    assert found.differing[0].requests == pictures
    assert (found.differing[0].before.credits, found.differing[0].after.credits) == (1, 9)
    shown = console.get(at("preview", version.pk)).content.decode()
    assert (
        f"{found.same} of last week&#x27;s {asked} requests" in shown or f"{found.same} of last week's {asked}" in shown
    )
    assert "512 x 288" in shown


def test_a_preview_is_asked_with_the_cards_that_are_here(
    monkeypatch: pytest.MonkeyPatch, console: Client, shelf: Shelf
) -> None:
    rows.asked(shelf.scene)
    monkeypatch.setattr(deciding, "devices", lambda: (Device("cuda:0", "A card of 12 GB", 12.0),))
    version = version_with(credits=9)
    assert "A card of 12 GB" in console.get(at("preview", version.pk)).content.decode()


def test_a_stored_version_that_no_longer_passes_is_not_used(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    version = version_with(credits=3)
    releasing.roll_out(version, 100, ALIAS)
    broken = {**version.document, "rows": version.document["rows"][1:3]}
    every_row(CatalogueVersion).update(document=broken)
    with scope(workspace.pk):
        assert deciding.catalogue() is shipped()
    assert "Catalogue 2.1 is not used" in caplog.text


def test_the_catalogue_of_a_workspace_costs_one_question_in_five_seconds(
    workspace: Workspace, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    releasing.roll_out(version_with(credits=3), 100, ALIAS)
    with scope(workspace.pk):
        deciding.catalogue()
        with django_assert_num_queries(0):
            deciding.catalogue()
        shelf = versions._shelf
        assert shelf is not None
        monkeypatch.setattr(versions, "KNOWN_SECONDS", 0.0)
        with django_assert_num_queries(1):
            assert deciding.catalogue().version == "2.1"


def test_the_same_changes_are_made_again_on_a_newer_catalogue(console: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what the product now says otherwise is named, not overwritten."""
    document = with_row(with_row(releasing.product(), DRAWN, {"credits": 3}), "image-high-dev", {"steps": 40})
    old = releasing.keep(document, None, AUTHOR)
    newer = check(with_row(releasing.product(), "image-high-dev", {"steps": 30}) | {"version": 3}, "newer")
    for module in (releasing, pages):
        monkeypatch.setattr(module, "shipped", lambda: newer)
    page = reverse("admin:quality_catalogueversion_change", args=[old.pk])
    assert "The product has come with a newer catalogue, 3" in console.get(page).content.decode()
    answer = console.post(at("rebase", old.pk), follow=True)
    assert "Left out: image-high-dev, steps: 40; the product now has 30." in answer.content.decode()
    made = every_row(CatalogueVersion).get(number="3.1")
    assert (made.changes, made.based_on) == ({DRAWN: {"credits": [1, 3]}}, "2.1")


def test_there_is_nothing_to_rebase_on_the_same_catalogue(console: Client) -> None:
    answer = console.post(at("rebase", version_with(credits=3).pk), follow=True)
    assert "There is nothing to do." in answer.content.decode()


def test_the_apps_role_reads_versions_and_writes_none(workspace: Workspace) -> None:
    version = version_with(credits=3)
    assert CatalogueVersion.objects.get().number == "2.1"
    for write in (
        lambda: CatalogueVersion.objects.update(share=100),
        lambda: CatalogueVersion.objects.all()._raw_delete("default"),
        lambda: CatalogueVersion.objects.create(number="9.9", based_on="2", document={}, created_by="nobody"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            write()
    assert connection.vendor == "postgresql"
    assert every_row(CatalogueVersion).get().pk == version.pk


def doors(version: CatalogueVersion) -> list[tuple[str, str]]:
    gets = [at(name, version.pk) for name in ("rows", "text", "preview")] + [at("row", "product", DRAWN)]
    posts = [at(name, version.pk) for name in ("share", "roll_back", "rebase", "text")]
    return [*(("get", page) for page in gets), *(("post", page) for page in posts)]


def test_nobody_but_operators_gets_anything(
    as_owner: Speaker, as_outsider: Speaker, client: Client, viewer: User
) -> None:
    """Staff without the permission neither."""
    version = version_with(credits=3)
    viewer.is_staff = True
    viewer.save()
    staff = Client()
    staff.force_login(viewer)
    for method, page in doors(version):
        for speaker in (as_owner, as_outsider, staff):
            assert getattr(speaker, method)(page, follow=True).status_code in (403, 405), page
        assert getattr(client, method)(page).status_code == 302
    assert only().state == "draft"


def test_who_may_only_look_changes_nothing(viewer: User) -> None:
    version = version_with(credits=3)
    viewer.is_staff = True
    viewer.save()
    viewer.user_permissions.add(permission("view", CatalogueVersion))
    reader = Client()
    reader.force_login(viewer)
    assert reader.get(at("preview", version.pk)).status_code == 200
    assert reader.get(reverse("admin:quality_catalogueversion_change", args=[version.pk])).status_code == 200
    assert reader.post(at("share", version.pk), {"share": "100"}).status_code == 403
    assert reader.get(at("text", version.pk)).status_code == 403
    assert only().share == 0


def test_an_address_that_leads_nowhere_is_a_404(console: Client) -> None:
    nowhere = [at("rows", "nothing"), at("rows", 99), at("row", "product", "no-such-row"), at("preview", 99)]
    nowhere += [at("share", version_with(credits=3).pk)]  # to be sent, not looked at
    assert {console.get(page).status_code for page in nowhere} == {404}


def test_a_decision_is_explained(console: Client, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "devices", lambda: (Device("cuda:0", "A small card", 4.0),))
    made = rows.asked(shelf.scene)
    for page in ("generation", "routingdecision"):
        shown = console.get(reverse(f"admin:generation_{page}_change", args=[made.pk])).content.decode()
        assert "How it was routed" in shown
        assert "image-low-drawn of catalogue 2" in shown
        assert "image-low-schnell" in shown
        assert "the processor" in shown


def test_decisions_are_found_by_their_version(console: Client, shelf: Shelf) -> None:
    releasing.roll_out(version_with(credits=3), 100, ALIAS)
    made = rows.asked(shelf.scene)
    page = reverse("admin:generation_routingdecision_changelist")
    found = console.get(page, {"version": "2.1"}).context["cl"].result_list
    assert [row.pk for row in found] == [made.pk]
    assert made.pk not in [row.pk for row in console.get(page, {"version": "2"}).context["cl"].result_list]
    every_row(Generation).filter(pk=made.pk).update(decision={**made.decision, "catalogue_version": 2})
    assert made.pk in [row.pk for row in console.get(page, {"version": "2"}).context["cl"].result_list]
    assert timezone.now() > made.created_at
