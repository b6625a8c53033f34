"""Every page of the ops console opens, shows every workspace, and stays cheap and free of secrets."""

from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connections, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.audit import COMMAND, record
from accounts.models import ApiToken, Invitation, User, Workspace
from accounts.ops import ALIAS, MOST_COUNTED, OpsAdmin, every_row
from accounts.sealing import seal
from accounts.tenancy import scope
from generation import agreement
from generation.history import keeping
from generation.models import (
    ConsentTicket,
    Generation,
    HistoryKeeping,
    NoticeChoice,
    OutboxTicket,
    StepTally,
    SuggestionTally,
    WorkerProcess,
)
from generation.outbox import tickets
from keys.models import DataKey, SealedSecret
from keys.secret import Secret
from keys.services import keep_secret
from quality import releasing
from quality.models import GraphicsCard, Machine
from quality.recommending.values import Parameter, RatedValue
from quality.releasing import Author
from quality.remembering import remember
from quality.services import note
from quality.values import Function, Tier
from tests import machines, rows
from tests.rows import Shelf
from tests.runs import observed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

TABLES = sorted(admin.site._registry, key=lambda model: model._meta.label)
MOST_QUERIES = 12
"""On both connections together: session, person, savepoints, and a page's own few."""

CHOICES = {
    "since": "day",
    "trouble": "stuck",
    "lane": "cpu",
    "achieved_tier": "low",
    "media_type": "image/png",
    "status": "measured",
    "kind": "reserve",
    "state": "waiting",
    "fallback__key": "no_room",
    "version": "2",
    "routed": "yes",
    "category": "memory",
    "key": "sharpen-it",
    "dimension": "clarity",
}
"""One choice of each filter of ours; a workspace's is its id."""
TOTP_KEY, TOLD_BY_A_PROVIDER = "JBSWY3DPEHPK3PXP", "private@provider.example"


def address(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def full_house(shelf: Shelf, other_shelf: Shelf, token: ApiToken, operator: User, owner: User) -> list[Generation]:
    """Rows in every table, in two workspaces."""
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": seal(TOTP_KEY)})
    SocialAccount.objects.create(user=owner, provider="google", uid="1", extra_data={"email": TOLD_BY_A_PROVIDER})
    for workspace_id in (shelf.project.tenant_id, other_shelf.project.tenant_id):
        with scope(workspace_id):
            record(COMMAND, "workspace.changed", "Northlight")
            keep_secret("webhook", Secret("marked-as-secret"))
            HistoryKeeping.objects.create(deletes=True)
    for one in (shelf, other_shelf):
        with scope(one.project.tenant_id):
            keeping.favour(one.generation, owner.pk, keep=True)
    note(observed())
    machines.told(machines.reading(), host="northlight")
    remember([RatedValue(Function.CREATE_IMAGE, Tier.LOW, Parameter.COUNT, "4", 2, 9)])
    releasing.keep(releasing.product(), None, Author(operator.email, "Cheaper for all", ALIAS))
    machines.at_work()
    every_row(ConsentTicket).create(pk=uuid4(), workspace_id=shelf.project.tenant_id, until=timezone.now())
    every_row(StepTally).create(category="memory", key="free_memory", tried=3, helped=2)
    every_row(SuggestionTally).create(key="sharpen-it", dimension="clarity", accepted=3, measured=2, gain=9.0)
    rows.notice_for(shelf.project.workspace, owner)
    with scope(shelf.project.tenant_id):
        NoticeChoice.objects.create(user=owner)
        tickets.put(OutboxTicket.WEBHOOK, shelf.delivery.pk)
    LogEntry.objects.log_actions(operator.pk, [owner], 2, "Looked.", single_object=True)
    return [rows.asked(shelf.scene, count=2), rows.asked(other_shelf.scene)]


@pytest.fixture
def fetch(console: Client) -> Any:
    """A page, and how many statements it took on both connections."""

    def fetch(page: str) -> tuple[Any, int]:
        with (
            CaptureQueriesContext(connections["default"]) as as_app,
            CaptureQueriesContext(connections[ALIAS]) as as_ops,
        ):
            answer = console.get(page)
        return answer, len(as_app) + len(as_ops)

    return fetch


def test_every_table_that_people_fill_has_a_page() -> None:
    """An operator who cannot see a table works on it with SQL by hand."""
    rooms = ("accounts", "projects", "generation", "quality", "keys")
    found = {model for model in admin.site._registry if model._meta.app_label in rooms}
    from django.apps import apps

    assert found == {model for room in rooms for model in apps.get_app_config(room).get_models()}


def test_lists_and_pages_open_with_rows_of_two_workspaces(full_house: Any, console: Client, fetch: Any) -> None:
    for model in TABLES:
        row = every_row(model).order_by("pk").last()
        assert row is not None, model
        listing, for_list = fetch(address(model, "changelist"))
        page, for_page = fetch(address(model, "change", row.pk))
        history = console.get(address(model, "history", row.pk))
        assert (listing.status_code, page.status_code, history.status_code) == (200, 200, 200), model
        assert listing.context["cl"].result_count == every_row(model).count(), model
        assert max(for_list, for_page) <= MOST_QUERIES, model


def test_a_longer_list_asks_no_more(
    full_house: Any, shelf: Shelf, workspace: Workspace, console: Client, fetch: Any
) -> None:
    """No question for each row: the list of tomorrow costs what the list of today does."""
    lists = {model: address(model, "changelist") for model in TABLES}
    few = {model: fetch(page)[1] for model, page in lists.items()}
    rows.asked(shelf.scene, count=4)
    rows.shelf_in(workspace, chosen=True)
    many = {model: fetch(page)[1] for model, page in lists.items()}
    assert many == few


def test_search_and_filters_work(full_house: Any, workspace: Workspace, console: Client) -> None:
    for model in TABLES:
        row = every_row(model).order_by("pk").last()
        assert row is not None, model
        choices = CHOICES | ({"state": "idle"} if model is WorkerProcess else {})
        asked = [{"q": "northlight"}, {"q": str(row.pk)}]
        for one in admin.site._registry[model].list_filter:
            if isinstance(one, type) and issubclass(one, admin.SimpleListFilter):
                name = str(one.parameter_name)
                choice = str(workspace.pk) if name == "workspace" else choices[name]
                asked += [{name: choice}, {name: "nonsense"}]
        for words in asked:
            assert console.get(address(model, "changelist"), words).status_code == 200, (model, words)


def test_an_id_finds_its_row(full_house: Any, console: Client, shelf: Shelf) -> None:
    answer = console.get(address(Generation, "changelist"), {"q": str(shelf.generation.pk)})
    assert [row.pk for row in answer.context["cl"].result_list] == [shelf.generation.pk]


def test_a_workspace_filter_shows_that_workspace_only(full_house: Any, console: Client, elsewhere: Workspace) -> None:
    answer = console.get(address(Generation, "changelist"), {"workspace": str(elsewhere.pk)})
    assert {row.workspace_id for row in answer.context["cl"].result_list} == {elsewhere.pk}


def test_no_page_shows_a_secret(full_house: Any, console: Client, token: ApiToken, owner: User) -> None:
    """Hashes are not for reading: they are what a thief would try passwords against."""
    pages = [reverse("admin:index")]
    for model in TABLES:
        pages += [address(model, "changelist"), *(address(model, "change", row.pk) for row in every_row(model)[:5])]
    for page in pages:
        shown = console.get(page).content.decode()
        assert token.digest not in shown
        assert not any(invitation.digest in shown for invitation in every_row(Invitation))
        assert owner.password not in shown
        assert "marked-as-secret" not in shown
        for hidden in (*every_row(SealedSecret).values_list("sealed"), *every_row(DataKey).values_list("wrapped")):
            assert bytes(hidden[0]).hex() not in shown
        assert TOTP_KEY not in shown
        assert Authenticator.objects.get().data["secret"] not in shown
        assert TOLD_BY_A_PROVIDER not in shown


def test_prompts_are_shown_by_their_beginning(shelf: Shelf, console: Client) -> None:
    """Content is its maker's: an operator knows it again and reads no further."""
    prompt = f"{'a lighthouse at dusk, ' * 8}and nobody knows the end"
    generation = rows.asked(rows.scene_of(shelf.project, prompt), count=1)
    every_row(Generation).filter(pk=generation.pk).update(prompt=prompt)
    for page in (address(Generation, "changelist"), address(Generation, "change", generation.pk)):
        shown = console.get(page).content.decode()
        assert "a lighthouse at dusk" in shown
        assert "nobody knows the end" not in shown


def test_a_generation_tells_what_was_agreed_and_each_change(shelf: Shelf, console: Client) -> None:
    change = agreement.change("2026-01-01T00:00:00", "memory", 2, {"tier": "high"}, {"tier": "low"}, None)
    first = {"achieved_tier": "high", "row": "a-row-of-high"}
    asked = agreement.answered(agreement.question("now", "then", again=True), "timeout", "then")
    told = {"consent": asked, "route_changes": [change], "first_decision": first}
    every_row(Generation).filter(pk=shelf.generation.pk).update(**told)
    shown = console.get(address(Generation, "change", shelf.generation.pk)).content.decode()
    for words in ("a-row-of-high", "memory of part 2: high None to low None", "timeout"):
        assert words in shown


def test_pages_are_read_as_the_role_ops(full_house: Any, console: Client) -> None:
    """The app's role will see one workspace only; what the console shows must not come through it."""
    with CaptureQueriesContext(connections["default"]) as as_app:
        for model in [m for m in TABLES if m._meta.app_label in ("generation", "projects")]:
            console.get(address(model, "changelist"))
    asked = " ".join(query["sql"] for query in as_app)
    assert "generation_job" not in asked
    assert "projects_project" not in asked


def test_no_list_counts_a_whole_table(full_house: Any, console: Client) -> None:
    """A table of many millions would be read from end to end for a number that nobody needs."""
    with CaptureQueriesContext(connections[ALIAS]) as as_ops:
        for model in TABLES:
            console.get(address(model, "changelist"))
    counts = [query["sql"] for query in as_ops if query["sql"].startswith("SELECT COUNT(")]
    assert len(counts) >= len(TABLES) / 2
    assert [sql for sql in counts if " LIMIT " not in sql] == []
    assert any(f" LIMIT {MOST_COUNTED}" in sql for sql in counts)


def test_facts_cannot_be_edited_or_deleted(full_house: Any, console: Client) -> None:
    """What was made, scored and told is history. Cards are set right, and machines forgotten, by operators."""
    facts = [m for m in TABLES if m._meta.app_label in ("generation", "projects", "quality", "admin")]
    for model in set(facts) - {GraphicsCard, Machine}:
        row = every_row(model).first()
        assert row is not None
        assert console.get(address(model, "add")).status_code == 403
        assert console.post(address(model, "change", row.pk), {}).status_code == 403
        assert console.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_every_page_stands_on_the_common_base() -> None:
    """A page without it would read as `app`, and show one workspace or none."""
    assert all(isinstance(page, OpsAdmin) for page in admin.site._registry.values())
