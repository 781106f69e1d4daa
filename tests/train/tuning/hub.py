"""A hub on this machine: its listing of files, the files themselves with ranges, and what was asked of it."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@dataclass
class Hub:
    """`breaks` is how many bytes of a large file are sent before the line goes dead; None sends all."""

    folder: Path
    address: str = ""
    breaks: int | None = None
    lies: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    def listing(self) -> bytes:
        rows = []
        for path in sorted(self.folder.iterdir()):
            content = path.read_bytes()
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()  # noqa: S324 - git's
            row: dict[str, object] = {"rfilename": path.name, "size": len(content), "blobId": blob}
            if path.suffix in (".safetensors", ".bin"):
                row["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            rows.append(row)
        return json.dumps({"sha": "0" * 40, "siblings": rows}).encode()


@contextmanager
def opened(folder: Path, name: str = "desk/small") -> Iterator[Hub]:
    hub = Hub(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, wanted = self.path.partition("?")[0], self.headers.get("Range", "")
            hub.asked.append((path, wanted))
            start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
            if path == f"/api/models/{name}/revision/main":
                return self.answer(hub.listing(), 0)
            found = hub.folder / path.rpartition("/")[2]
            if not path.startswith(f"/{name}/resolve/{'0' * 40}/") or not found.is_file():
                return self.send_error(404)
            content = found.read_bytes()
            return self.answer(content[::-1] if hub.lies and found.suffix == ".safetensors" else content, start)

        def answer(self, content: bytes, start: int) -> None:
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            is_broken = hub.breaks is not None and self.path.endswith(".safetensors")
            self.wfile.write(content[start : start + hub.breaks] if is_broken and hub.breaks else content[start:])

        def log_message(self, *_: object) -> None:
            """Nothing: the tests look at `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
