"""The console's page of prediction accuracy: charts over days, and what was learned in words."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from quality.admin.chart import HEIGHT, WIDTH, drawn
from quality.services import note
from tests.runs import observed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

DAYS = [date(2026, 11, 1) + timedelta(days=number) for number in range(30)]


def test_the_page_shows_the_three_figures_of_today(console: Client) -> None:
    for seconds in (10.0, 11.0, 40.0, 12.0):
        note(observed(seconds, gb=13.0 if seconds == 40.0 else 9.0))
    shown = console.get(reverse("admin:quality_accuracyday_changelist")).content.decode()
    assert shown.count("<polyline") == 3
    for words in ("Inside the range", "75.0%", "Median error", "Memory told too small", "25.0%", "1 of 4"):
        assert words in shown, words


def test_the_page_opens_before_anything_was_measured(console: Client) -> None:
    shown = console.get(reverse("admin:quality_accuracyday_changelist")).content.decode()
    assert "Nothing yet" in shown


def test_what_was_learned_is_told_in_words(console: Client) -> None:
    for _ in range(10):
        note(observed(30.0))
    shown = console.get(reverse("admin:quality_correctionstate_changelist")).content.decode()
    assert "Takes 3 times the first estimate" in shown
    assert "Needed up to 0.9 times the first estimate" in shown


def test_dots_stay_inside_of_the_drawing_and_run_from_left_to_right() -> None:
    figures = {day: float(place * 9) for place, day in enumerate(DAYS) if place % 3}
    chart = drawn("Median error", "", 20, 40, figures, DAYS)
    places = [dot.x for dot in chart.dots]
    assert len(places) == len(figures)
    assert places == sorted(places)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in chart.dots)
    assert chart.latest == "261.0%"


def test_a_chart_without_figures_says_so() -> None:
    chart = drawn("Median error", "", 20, 40, {}, DAYS)
    assert (chart.points, chart.latest, chart.first_day, chart.last_day) == ("", "Nothing yet", "01 Nov", "30 Nov")
