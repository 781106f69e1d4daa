"""The one error tree. A message says what was asked, what was found and what to do.

BroadsheetError
├── RequestError                 the request was wrong (exit 2, HTTP 400/422)
│   ├── UnknownNameError         no such kind, model, format, check ... (the choices are listed)
│   ├── NotFoundError            no such article, story, draft ... (HTTP 404)
│   ├── InvalidInputError        the input can't be read as what it is said to be
│   ├── ConflictError            somebody else changed it first, or the step is not allowed now (HTTP 409)
│   ├── EmptyEvidenceError       nothing to stand on, so nothing is written or checked
│   └── UnmetRulesError          no true text keeps all the rules that were asked for
├── SourceError                  the outside world answered badly (exit 2, in a batch 1; HTTP 502)
│   ├── FetchError               no answer, a wrong status, too slow
│   ├── ForbiddenAddressError    the address is not public
│   ├── RobotsError              robots.txt says no
│   ├── TooLargeError            over a limit of size, depth or expansion
│   └── ParseError               it arrived and is not what it claims to be
├── MissingError                 something needed is not here (exit 3, HTTP 503)
│   ├── MissingExtraError        an optional package; the message names the command that gets it
│   └── MissingModelError        a model; the message names the command that gets it
├── ModelError                   the language model failed (exit 3; HTTP 502)
│   ├── ModelInputError          the prompt or an option is not acceptable to the model
│   ├── BudgetError              what may be spent on a server today is spent (HTTP 429)
│   └── IntegrityError           a file's hash is not the one expected
└── StoreError                   the database said no (exit 3; HTTP 503)
    ├── BusyError                more arrives than can be kept; nothing of this was, send it again later
    └── DiskFullError            no space left; nothing was lost, nothing was written
"""

from collections.abc import Iterable


class BroadsheetError(Exception):
    """Anything Broadsheet reports on purpose.

    `message` is one sentence of what went wrong; `asked`, `found` and `do` are the request, what was met and the way
    out; `choices` are the names that would have worked.
    """

    code = "error"
    exit_code = 1
    http_status = 500

    def __init__(
        self, message: str, *, asked: str = "", found: str = "", do: str = "", choices: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.asked = asked
        self.found = found
        self.do = do
        self.choices = tuple(choices)

    def __str__(self) -> str:
        parts = [self.message]
        if self.asked:
            parts.append(f"asked: {self.asked}")
        if self.found:
            parts.append(f"found: {self.found}")
        if self.choices:
            parts.append(f"choices: {', '.join(self.choices)}")
        if self.do:
            parts.append(f"do: {self.do}")
        return "; ".join(parts)

    def as_dict(self) -> dict[str, object]:
        """The error as the JSON object the doors send: `code`, `message` and what of the rest is filled."""
        rest = {"asked": self.asked, "found": self.found, "do": self.do, "choices": list(self.choices)}
        return {"code": self.code, "message": self.message, **{k: v for k, v in rest.items() if v}}


class RequestError(BroadsheetError):
    """The request was wrong."""

    code = "bad_request"
    exit_code = 2
    http_status = 422


class UnknownNameError(RequestError):
    """No plugin, option or model of that name; `choices` lists those there are."""

    code = "unknown_name"


class NotFoundError(RequestError):
    """Nothing is kept under that id."""

    code = "not_found"
    http_status = 404


class InvalidInputError(RequestError):
    """The input can't be read as what it is said to be."""

    code = "invalid_input"


class ConflictError(RequestError):
    """It was changed by someone else first, or the step is not allowed in this state."""

    code = "conflict"
    http_status = 409


class EmptyEvidenceError(RequestError):
    """There is no evidence, so nothing can be said or checked."""

    code = "empty_evidence"


class UnmetRulesError(RequestError):
    """No text from what there is keeps all the rules that were asked for, so none is given."""

    code = "unmet_rules"


class SourceError(BroadsheetError):
    """The outside world answered badly."""

    code = "source"
    exit_code = 2
    http_status = 502


class FetchError(SourceError):
    """No answer, a wrong status, or too slow."""

    code = "fetch"


class ForbiddenAddressError(SourceError):
    """The address is private, local or otherwise not public."""

    code = "forbidden_address"
    http_status = 422


class RobotsError(SourceError):
    """The site's robots.txt refuses this fetch (RFC 9309)."""

    code = "robots"


class TooLargeError(SourceError):
    """Over a limit of size, depth or expansion."""

    code = "too_large"
    http_status = 422


class ParseError(SourceError):
    """It arrived and is not what it claims to be."""

    code = "parse"
    http_status = 422


class MissingError(BroadsheetError):
    """Something needed is not here; `do` names the command that gets it."""

    code = "missing"
    exit_code = 3
    http_status = 503


class MissingExtraError(MissingError):
    """An optional package is not installed."""

    code = "missing_extra"


class MissingModelError(MissingError):
    """A model is not on this machine."""

    code = "missing_model"


class ModelError(BroadsheetError):
    """The language model failed."""

    code = "model"
    exit_code = 3
    http_status = 502


class ModelInputError(ModelError):
    """The prompt or an option is not acceptable to the model."""

    code = "model_input"
    exit_code = 2
    http_status = 422


class BudgetError(ModelError):
    """What the settings allow for a day is spent."""

    code = "budget"
    http_status = 429


class IntegrityError(ModelError):
    """A file's hash is not the one expected; the file is not used."""

    code = "integrity"


class StoreError(BroadsheetError):
    """The database said no."""

    code = "store"
    exit_code = 3
    http_status = 503


class BusyError(StoreError):
    """More arrives than can be kept: nothing of this request was, and it may be sent again in a moment."""

    code = "busy"


class DiskFullError(StoreError):
    """No space left on the device; what was acknowledged before is safe."""

    code = "disk_full"
