"""Versions reach workspaces by a stable share."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from quality.rollout import VersionFacts, bucket, following, order, version_for

PEOPLE = [UUID(int=number << 64 | number) for number in range(5000)]
workspaces = st.uuids()
numbers = st.builds("{}.{}".format, st.integers(1, 30), st.integers(1, 300))
shares = st.integers(0, 100)


@given(workspaces, numbers, shares, shares)
def test_a_larger_share_only_adds_workspaces(workspace: UUID, number: str, one: int, other: int) -> None:
    small, large = sorted((one, other))
    if version_for(workspace, [VersionFacts(number, small)]):
        assert version_for(workspace, [VersionFacts(number, large)]) == number


@given(workspaces, numbers)
def test_none_reaches_nobody_and_all_reaches_everybody(workspace: UUID, number: str) -> None:
    assert version_for(workspace, [VersionFacts(number, 0)]) is None
    assert version_for(workspace, [VersionFacts(number, 100)]) == number


@given(workspaces, st.lists(st.builds(VersionFacts, numbers, shares, st.booleans()), max_size=6), numbers, shares)
def test_a_rollback_returns_everybody_to_the_version_before(
    workspace: UUID, others: list[VersionFacts], number: str, share: int
) -> None:
    others = [version for version in others if version.number != number]
    ended = VersionFacts(number, share, ended=True)
    assert version_for(workspace, [*others, ended]) == version_for(workspace, others)


@given(workspaces, st.lists(st.builds(VersionFacts, numbers, shares), max_size=6, unique_by=lambda one: one.number))
def test_the_order_of_asking_changes_nothing(workspace: UUID, versions: list[VersionFacts]) -> None:
    assert version_for(workspace, versions) == version_for(workspace, versions[::-1])


@given(workspaces)
def test_the_newest_of_those_that_reach_a_workspace_serves_it(workspace: UUID) -> None:
    versions = [VersionFacts(number, 100) for number in ("2.9", "2.10", "1.40")]
    assert version_for(workspace, versions) == "2.10"


def test_a_share_reaches_about_as_many_as_it_says() -> None:
    for share in (1, 10, 50, 90):
        reached = sum(version_for(workspace, [VersionFacts("2.1", share)]) is not None for workspace in PEOPLE)
        assert abs(reached / len(PEOPLE) - share / 100) < 0.02


def test_each_version_deals_the_workspaces_anew() -> None:
    """Else the same few would be the first to try everything."""
    both = sum(bucket(workspace, "2.1") < 10 and bucket(workspace, "2.2") < 10 for workspace in PEOPLE)
    assert 0.004 < both / len(PEOPLE) < 0.02


def test_the_same_workspace_always_falls_into_the_same_bucket() -> None:
    """Written down, so that a new release deals as the last one did."""
    assert [bucket(PEOPLE[number], "2.1") for number in range(4)] == BUCKETS_OF_FOUR


BUCKETS_OF_FOUR = [44, 54, 3, 70]


def test_numbers_count_on_from_the_products_own_and_never_meet_a_later_one() -> None:
    assert following("2", []) == "2.1"
    assert following("2", ["2.9", "2.10", "1.40"]) == "2.11"
    assert following("3", ["2.9"]) == "3.1"
    assert sorted(["3", "2.10", "2", "2.9"], key=order) == ["2", "2.9", "2.10", "3"]
