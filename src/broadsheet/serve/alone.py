"""Pages that stand alone, served: their style stands in them, which the policy for our other pages refuses."""

from starlette.responses import HTMLResponse

# No script may run, nothing is fetched, no other site may frame it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def alone(page: bytes) -> HTMLResponse:
    """The page as an answer, with the one policy under which it looks as it was made."""
    return HTMLResponse(page, headers={"content-security-policy": POLICY})
