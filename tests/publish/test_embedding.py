"""Published pages that stand alone."""

from broadsheet.publish import embedded

NAME = "0123456789abcdef0123456789abcdef.gif"


def test_an_image_of_the_newsroom_goes_into_the_page() -> None:
    page = f'<p>/images/{NAME}</p><img src="/images/{NAME}" alt="a quay">'.encode()
    made = embedded(page, {NAME: ("image/gif", b"GIF89a")}.get)
    assert made == f'<p>/images/{NAME}</p><img src="data:image/gif;base64,R0lGODlh" alt="a quay">'.encode()


def test_an_image_that_is_gone_leaves_the_page_as_it_was() -> None:
    page = f'<img src="/images/{NAME}" alt="a quay">'.encode()
    assert embedded(page, lambda _: None) == page
