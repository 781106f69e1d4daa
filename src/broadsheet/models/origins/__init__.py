"""Where model files come from: one module for each kind of origin, with `stream(origin, start, way) -> blocks`.

`stream` yields the model file's bytes from position `start` on, in blocks, and raises `SourceError` when the origin
can't give them; the caller keeps what came and checks the hash of the whole.
"""
