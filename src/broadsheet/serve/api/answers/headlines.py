"""What the API answers about headline tests."""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from broadsheet.core import HeadlineTest
from broadsheet.core.headline_test import Headline, HeadlineLook
from broadsheet.serve.api.answers.kept import kept

if TYPE_CHECKING:
    KeptTest = Any
else:
    KeptTest = kept(HeadlineTest)


class TestsOut(BaseModel):
    """Tests, newest first; `next` is the `before` of the following page, or null."""

    tests: list[KeptTest]
    next: int | None


class TestOut(BaseModel):
    """A test with every look at it."""

    test: KeptTest
    looks: list[HeadlineLook]


class CandidatesOut(BaseModel):
    """Headlines that could compete, and why one may not."""

    candidates: list[Headline]
