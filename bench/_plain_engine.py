"""Plain llama.cpp in a process of its own, with nothing of ours around it: what the embedded engine is held against.

Run as a module with a GGUF file, the number of slots and the context as arguments. A line of JSON on standard input is
a request of the chat protocol; a line on standard output says what its answer took.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from typing import Any


def main(path: str, context: str) -> None:
    """Load the file and answer until standard input ends."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # As the embedded engine has it; libgomp reads these when the engine is imported.
    os.environ["OMP_WAIT_POLICY"], os.environ["GOMP_SPINCOUNT"] = "passive", "0"
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.n_parallel, params.n_ctx, params.verbosity = path, 1, int(context), 1
    params.cache_ram_mib = 0
    server = xllamacpp.Server(params)
    for line in sys.stdin:
        answer.write(json.dumps(_taken(server, json.loads(line))) + "\n")
        answer.flush()


def _taken(server: Any, request: Mapping[str, Any]) -> dict[str, float]:
    """Seconds to the first token and to the end, CPU seconds at both, and how many tokens came."""
    start, before = time.perf_counter(), time.process_time()
    firsts: list[tuple[float, float]] = []
    counted = [0]

    def take(event: Any) -> bool:
        for part in event if isinstance(event, list) else [event]:
            if not firsts and any((c.get("delta") or {}).get("content") for c in part.get("choices", ())):
                firsts.append((time.perf_counter() - start, time.process_time() - before))
            counted[0] = (part.get("usage") or {}).get("completion_tokens", counted[0])
        return False

    server.handle_chat_completions(dict(request), take)
    first, first_cpu = firsts[0]
    whole, cpu = time.perf_counter() - start, time.process_time() - before
    return {"first": first, "whole": whole, "count": counted[0], "first_cpu": first_cpu, "whole_cpu": cpu}


if __name__ == "__main__":
    main(*sys.argv[1:])
