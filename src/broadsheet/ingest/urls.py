"""URLs as identities: the same page under one spelling. It fetches nothing."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Query parameters that say how a reader came, never which page it is. Prefixes first, whole names second.
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_medium", "at_campaign", "at_custom", "ns_", "wt.", "_hs")
_TRACKING = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "vero_id",
        "oly_enc_id",
        "oly_anon_id",
        "_ga",
        "_gl",
        "cmpid",
        "cmp",
        "cid_source",
        "ref_src",
        "ref_url",
        "smid",
        "spm",
        "scm",
        "share_token",
        "share_source",
        "shareto",
        "isappinstalled",
        "nsukey",
        "timestamp_share",
        "xtor",
        "ocid",
        "rss",
        "sr_share",
        "soc_src",
        "soc_trk",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
    }
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
# Host prefixes that serve the same paper to another device.
_FRONTS = ("www.", "m.", "mobile.", "amp.", "wap.")


def _is_tracking(name: str) -> bool:
    lower = name.lower()
    return lower in _TRACKING or lower.startswith(_TRACKING_PREFIXES)


def normalise(url: str) -> str:
    """`url` without tracking parameters, fragment, default port and odd spelling (RFC 3986 6.2.2).

    What is not an http(s) URL comes back as it was. `normalise(normalise(u)) == normalise(u)`.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return text
    host = parts.hostname.rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port and port != _DEFAULT_PORT[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = _ESCAPE.sub(lambda m: m.group().upper(), quote(parts.path or "/", safe=_SAFE_PATH))
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_is_tracking(name) for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if not _is_tracking(name)])
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # "#!" is a page of its own on old sites
    return urlunsplit((parts.scheme.lower(), host, path, quote(query, safe=_SAFE_PATH + "?[]"), fragment))


def variants(url: str) -> tuple[str, ...]:
    """The spellings under which the same page is commonly linked, the normal one first."""
    normal = normalise(url)
    if not normal.startswith(("http://", "https://")):
        return (normal,) if normal else ()
    scheme, rest = normal.split("://", 1)
    other = "http" if scheme == "https" else "https"
    slashed = rest[:-1] if rest.endswith("/") else rest if "?" in rest else rest + "/"
    return tuple(dict.fromkeys(f"{s}://{r}" for r in (rest, slashed) for s in (scheme, other)))


def outlet_of(url: str) -> str:
    """The publisher as far as the host tells: `https://www.rte.ie/news/1` gives `rte.ie`; no host gives ``""``."""
    try:
        host = (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""
    for front in _FRONTS:
        if host.startswith(front) and host.count(".") > 1:
            return host[len(front) :]
    return host
