import pytest

from broadsheet.core import ModelError
from broadsheet.models.breaker import LIMIT, REST, Breaker


def test_it_opens_after_failures_in_a_row_and_closes_after_a_rest() -> None:
    now = [0.0]
    breaker = Breaker("the server", clock=lambda: now[0])
    for _ in range(LIMIT):
        breaker.check()
        breaker.failed()
    with pytest.raises(ModelError, match="in a row"):
        breaker.check()
    now[0] = REST + 1
    breaker.check()


def test_a_success_starts_the_count_again() -> None:
    breaker = Breaker("the server", clock=lambda: 0.0)
    for _ in range(LIMIT - 1):
        breaker.failed()
    breaker.worked()
    breaker.failed()
    breaker.check()
