"""A newsroom served by two processes: as if it were one, also when one of them is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from broadsheet.app import Newsroom
from tests.flows.test_killed_between_click_and_page import wait_for
from tests.newsrooms import furnish

SERVER = """
import sys
from broadsheet.app import Newsroom
from broadsheet.serve.server import run_many
with Newsroom.open(sys.argv[1], model="none") as room:
    run_many(room, host="127.0.0.1", port=0, workers=2, tell=lambda address: print(address, flush=True))
"""


class Served:
    """The keeper's process and its address; each client has a connection of its own, and so a worker."""

    def __init__(self, keeper: "subprocess.Popen[str]", address: str) -> None:
        self.keeper = keeper
        self.address = address

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"{self.address}/api/v1", trust_env=False, timeout=30)

    def workers(self) -> list[int]:
        return [*map(int, Path(f"/proc/{self.keeper.pid}/task/{self.keeper.pid}/children").read_text().split())]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    if not Path("/proc/self/task").exists():
        pytest.skip("the workers are counted where Linux lists them")
    with Newsroom.open(tmp_path / "home", model="none") as room:
        furnish(room)
    command = [sys.executable, "-c", SERVER, str(tmp_path / "home")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as keeper:
        address = keeper.stdout.readline().strip() if keeper.stdout else ""
        try:
            wait_for(address)
            yield Served(keeper, address)
        finally:
            keeper.send_signal(signal.SIGTERM)
            keeper.wait(30)


def page(client: httpx.Client, reader: str) -> list[int]:
    answer = client.get(f"/readers/{reader}/front-page").raise_for_status()
    return [item["article"] for item in answer.json()["items"]]


def test_a_click_told_to_one_process_is_known_to_the_page_of_the_other(served: Served) -> None:
    with served.client() as one, served.client() as other:
        for turn, (clicks, reads) in enumerate([(one, other), (other, one)]):
            clicked = page(reads, "ada")[0]
            act = {"key": f"k{turn}", "reader": "ada", "action": "click", "article": clicked}
            clicks.post("/events", json=[act]).raise_for_status()
            assert clicked not in page(reads, "ada")


def test_what_one_process_keeps_is_answered_through_both(served: Served) -> None:
    with served.client() as one, served.client() as other:
        other.put("/readers/若川", json={"topics": ["火灾"]}).raise_for_status()
        one.put("/readers/bo", json={"languages": ["en"]}).raise_for_status()
        assert one.get("/readers/若川").json() == other.get("/readers/若川").json()
        assert one.get("/readers/若川").json()["topics"] == ["火灾"]
        assert one.get("/readers/bo").json() == other.get("/readers/bo").json()
        assert httpx.get(f"{served.address}/", trust_env=False, timeout=30).status_code == 200


def test_another_takes_the_place_of_a_killed_one(served: Served) -> None:
    for victim in (0, 1):
        before = served.workers()
        os.kill(before[victim], signal.SIGKILL)
        until = time.monotonic() + 30
        while (after := served.workers()) == before or len(after) < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        for _ in range(4):
            with served.client() as client:
                assert page(client, "ada")
                assert client.get("/articles").status_code in (200, 503)


def test_told_to_end_it_ends_with_all_its_workers(served: Served) -> None:
    workers = served.workers()
    served.keeper.send_signal(signal.SIGTERM)
    assert served.keeper.wait(30) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_workers_whose_keeper_was_killed_end_too(served: Served) -> None:
    workers = served.workers()
    served.keeper.kill()
    served.keeper.wait(30)
    until = time.monotonic() + 30
    while any(_runs(pid) for pid in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False
