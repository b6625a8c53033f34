"""Web and workers count into one page of metrics, and what a killed worker counted stays."""

import re
import signal
import urllib.request

import pytest

from tests.house import House

pytestmark = pytest.mark.faults


def counted(house: House, name: str) -> float:
    """The sum of a name's samples now."""
    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}/metrics", timeout=10) as answer:
        page = answer.read().decode()
    return sum(float(value) for value in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", page, re.M))


def test_web_counts_decisions_and_the_worker_what_became_of_them(house: House) -> None:
    decided = counted(house, "dailies_routing_decisions_total")
    made = counted(house, "dailies_prediction_error_ratio_count")
    house.scene()
    assert counted(house, "dailies_routing_decisions_total") == decided + 1
    house.until(lambda: counted(house, "dailies_prediction_error_ratio_count") == made + 1, "the worker's count")
    house.end("worker-cpu", signal.SIGKILL)
    house.scene()
    house.until(lambda: counted(house, "dailies_prediction_error_ratio_count") == made + 2, "the next worker's count")
