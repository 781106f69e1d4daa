"""The lines that a publisher pastes into the pages of a site, so that its readers' front pages are theirs."""

from urllib.parse import urlsplit

from broadsheet.core import InvalidInputError

_LINES = """\
<!-- once a page, at the end of <head>; leave data-reader out for visitors you have no id of -->
<script src="{newsroom}/reader.js" data-reader="READER-ID" data-consent="ask" defer></script>
<!-- each teaser: its article by the newsroom's number, or by your own id with data-item -->
<div data-page="PAGE-ID" data-position="1" data-article="17"><a href="/news/harbour">Harbour reopens</a></div>
<!-- the text of an article: empty means the article at this page's address -->
<article data-reading="">...</article>
<!-- buttons, where you have some: like, unlike, save, unsave, share, hide, unhide, less, follow, unfollow -->
<button data-act="like" data-article="17">Like</button>
<button data-act="follow" data-topic="medtop:15000000">Follow sport</button>
<!-- from your consent dialogue: broadsheet.consent(true), or false to stop and forget what is stored -->
"""
_SETTING = 'sites = ["{site}"]\n'


def snippet(newsroom: str, *, site: str) -> tuple[str, str]:
    """What is pasted into `site`, and the setting that lets it in; `newsroom` is where Broadsheet is served.

    Raises `InvalidInputError` when `site` is no origin such as `https://www.news.example`.
    """
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise InvalidInputError("this is no site", asked=site, do="give https://HOST, without a path")
    return _LINES.format(newsroom=newsroom.rstrip("/")), _SETTING.format(site=f"{parts.scheme}://{parts.netloc}")
