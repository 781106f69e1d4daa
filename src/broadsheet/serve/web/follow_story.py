"""Follow a story, or follow it no longer: what comes to it is told of under the alerts."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from broadsheet.serve.web._frame.site import Here, Site, back_to

routes = APIRouter()


def followed(site: Site, story: int) -> list[int]:
    """The watches that follow a story."""
    kept = [w for w in site.room.watches() if w.value.kind == "story"]
    return [w.id for w in kept if w.value.value.get("story") == str(story)]


@routes.post("/stories/{id:int}/follow")
def follow_story(site: Here, id: int) -> RedirectResponse:
    """Follow a story; once is enough."""
    if not followed(site, id):
        site.room.watch({"story": str(id)}, kind="story")
    return back_to(f"/stories/{id}")


@routes.post("/stories/{id:int}/unfollow")
def unfollow_story(site: Here, id: int) -> RedirectResponse:
    """Follow it no longer; its alerts go too."""
    for watch in followed(site, id):
        site.room.unwatch(watch)
    return back_to(f"/stories/{id}")
