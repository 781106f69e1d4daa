"""Who and what at the command line, over HTTP and on the pages."""

from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.serve.command import Command


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as made:
        yield made


def first(client: TestClient) -> int:
    """The id of the most named entity."""
    found: int = client.get("/api/v1/entities").json()["entities"][0]["label"]["id"]
    return found


def test_the_command_tells_of_a_name_in_either_language(with_reports: Command) -> None:
    done = with_reports("--json", "about", "Duan Hai")
    assert (done.code, done.json["label"]["type"]) == (0, "person")
    assert with_reports("about", "段海").code == 0


def test_an_unknown_name_is_a_wrong_request(with_reports: Command) -> None:
    done = with_reports("about", "Nobody Atall")
    assert done.code == 2
    assert "not in the archive" in done.err or "in the archive" in done.err


def test_the_command_lists_and_exports(with_reports: Command, tmp_path: Path) -> None:
    assert with_reports("--json", "about", "--list", "--type", "person").json["entities"]
    out = tmp_path / "graph.graphml"
    assert with_reports("about", "--export", "graphml", "--out", str(out)).code == 0
    assert networkx.read_graphml(out).number_of_nodes() > 3
    assert with_reports("about", "--export", "dot").code == 2


def test_a_brief_is_written_from_what_is_known(with_reports: Command) -> None:
    done = with_reports(
        "--model", "none", "--json", "write", "brief", "--source", "entity:Duan Hai", "--language", "en"
    )
    assert done.code in (0, 1)
    assert done.json["variants"][0]["sentences"]


def test_http_gives_the_dossier_its_neighbours_and_the_graph(client: TestClient) -> None:
    id = first(client)
    assert client.get(f"/api/v1/entities/{id}").json()["id"] == id
    assert client.get(f"/api/v1/entities/{id}/neighbours?depth=2").json()["centre"] == id
    graph = client.get(f"/api/v1/graph.graphml?entity={id}")
    assert graph.headers["content-type"].startswith("application/graphml+xml")
    assert client.get("/api/v1/graph.jsonld").json()["@graph"]
    assert client.get("/api/v1/graph.dot").status_code == 422
    assert client.get("/api/v1/entities/999999").status_code == 404


def test_an_editors_name_is_kept(client: TestClient) -> None:
    id = first(client)
    changed = client.patch(f"/api/v1/entities/{id}", json={"rename": "A New Name"})
    assert changed.json()["label"]["names"]["en"] == "A New Name"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/about", "/about?type=person", "/about?q=zzz", "/about?q=P", "/articles/1"])
def test_the_pages_answer_in_both_languages(client: TestClient, path: str, language: str) -> None:
    mark = "&" if "?" in path else "?"
    assert client.get(f"{path}{mark}lang={language}").status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dossiers_page_has_its_network_as_links(client: TestClient, language: str) -> None:
    page = client.get(f"/about/{first(client)}?depth=2&lang={language}").text
    assert '<a href="/about/' in page
    assert "<svg" in page
    assert "style=" not in page


def test_a_name_that_is_clear_leads_to_its_dossier(client: TestClient) -> None:
    assert client.get("/about?q=Duan+Hai", follow_redirects=False).status_code == 303


def test_an_article_links_the_names_it_holds(client: TestClient) -> None:
    assert 'href="/about/' in client.get("/articles/1").text


def test_a_hostile_name_is_shown_as_text(client: TestClient) -> None:
    id = first(client)
    client.post(
        f"/about/{id}/rename", data={"name": "<script>alert(1)</script>"}, headers={"origin": "http://127.0.0.1"}
    )
    assert "<script>alert" not in client.get(f"/about/{id}").text
