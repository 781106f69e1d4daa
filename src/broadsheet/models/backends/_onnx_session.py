"""A model file in onnxruntime, without what it is for."""

from pathlib import Path
from typing import Any

from broadsheet.core import IntegrityError, MissingExtraError


def opened(path: Path, *, threads: int = 0) -> Any:
    """The file as onnxruntime's session, of so many threads (0: one a core).

    Raises `IntegrityError` when it can't be read, `MissingExtraError` without onnxruntime.
    """
    engine = _engine()
    options = engine.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait for the next token must not take the processor from what else the newsroom does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return engine.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise IntegrityError(
            "onnxruntime can't read the model", asked=path.name, found=str(error)[:300], do="export it again"
        ) from error


def _engine() -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtraError(
            "onnxruntime is not installed", asked="onnxruntime", do="pip install onnxruntime"
        ) from error
    return onnxruntime
