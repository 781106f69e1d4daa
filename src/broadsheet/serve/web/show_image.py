"""`/images`: the images of drafts, taken in and given out by this newsroom alone."""

from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import FileResponse, JSONResponse

from broadsheet.app.picturing import LARGEST, MEDIA_TYPES
from broadsheet.serve.web._frame.site import Here

routes = APIRouter()


@routes.post("/images", status_code=201)
def keep_image(site: Here, image: Annotated[UploadFile, File()]) -> JSONResponse:
    """Keep an image; the answer is the address it is served at. Raises for what is no image or over 10 MB."""
    name = site.room.keep_image(image.file.read(LARGEST + 1))
    return JSONResponse({"address": f"/images/{name}"}, 201)


@routes.get("/images/{name}")
def show_image(site: Here, name: str) -> FileResponse:
    """An image. Its name is the hash of what is in it, so that it never changes."""
    path = site.room.image(name)
    headers = {"cache-control": "private, max-age=31536000, immutable", "content-security-policy": "default-src 'none'"}
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix[1:]], headers=headers)
