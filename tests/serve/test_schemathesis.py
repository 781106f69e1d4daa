"""The API under a fuzzer that reads its own description: whatever is asked, the server does not break."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish

pytestmark = pytest.mark.long

ADDRESS = {"Host": "127.0.0.1"}
# Enough that every bound of every field is met; all operations together stay under a minute.
EXAMPLES = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder: Path = tmp_path_factory.mktemp("described")
    with Newsroom.open(folder, model="none", now=lambda: NOW) as room:
        furnish(room)
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", application(room), headers=ADDRESS)


def _broken(operation: Any) -> list[str]:
    """What of all that was asked of one operation broke the server, or was refused without a problem document."""
    found: list[str] = []

    @EXAMPLES
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(headers=ADDRESS)
        if answer.status_code >= 500:
            found.append(f"{answer.status_code} {answer.text[:300]}: {case.as_curl_command()[:600]}")
        elif answer.status_code >= 400 and "problem+json" not in str(answer.headers.get("content-type")):
            found.append(f"{answer.status_code} and no problem document: {case.as_curl_command()[:600]}")

    ask()
    return found[:1]


def test_nothing_that_is_asked_breaks_the_server(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 25
    broken = [how for operation in operations for how in _broken(operation)]
    assert not broken, "\n".join(broken)
