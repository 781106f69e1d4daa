"""Every screen of the pages: a module with routes, each said what it is for."""

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from broadsheet.serve.web._frame.assembly import SCREENS


@pytest.mark.parametrize("name", SCREENS.names())
def test_a_screen_has_routes_and_says_what_each_is_for(name: str) -> None:
    screen = SCREENS.load(name)
    assert isinstance(screen.routes, APIRouter)
    routes = [route for route in screen.routes.routes if isinstance(route, APIRoute)]
    assert routes
    assert all(route.endpoint.__doc__ for route in routes)


@pytest.mark.parametrize("name", SCREENS.names())
def test_a_screen_is_called_after_what_is_done_there(name: str) -> None:
    assert "_" in name
