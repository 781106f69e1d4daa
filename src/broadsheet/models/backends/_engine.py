"""The child process that holds the weights: llama.cpp's server on a private socket, for as long as the parent lives.

Run as a module. One line of JSON on standard input says what to load; one on standard output says that it answers, or
why not. When standard input ends, because the parent closed it or died, this process is gone at once.
"""

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

# llama.cpp would keep the state of past prompts in up to 8 GB of memory; what repeats stays in its slot anyway.
PROMPT_CACHE_MIB = 0


def main() -> None:
    """Load, report, and stay until the parent is gone."""
    answer = _claim_stdout()
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_serve, args=(order, answer), daemon=True).start()
    sys.stdin.read()
    Path(order["socket"]).unlink(missing_ok=True)
    Path(order["socket"]).parent.rmdir()
    os._exit(0)


def _claim_stdout() -> IO[str]:
    """Standard output for the one answer; whatever the engine prints goes to standard error."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answer


def _serve(order: Mapping[str, Any], answer: IO[str]) -> None:
    # libgomp reads these when the engine is imported. Passive threads sleep between tokens instead of spinning.
    os.environ["OMP_WAIT_POLICY"] = order["wait"]
    if order["wait"] == "passive":
        os.environ["GOMP_SPINCOUNT"] = "0"
    try:
        import xllamacpp

        server = xllamacpp.Server(_params(xllamacpp, order))
        report = {"ready": server.listening_address}
    except Exception as error:  # noqa: BLE001 - the process's door: whatever it is, the parent has to hear of it
        report = {"error": f"{type(error).__name__}: {error}"}
    answer.write(json.dumps(report) + "\n")
    answer.flush()
    if "ready" in report:
        threading.Event().wait()


def _params(xllamacpp: Any, order: Mapping[str, Any]) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = order["path"]
    params.n_parallel = order["slots"]
    params.n_ctx = order["slots"] * order["context"]
    if order["slots"] > 1:
        # Beyond 256 tokens its flash attention adds up in another order for one answer than for several together.
        params.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    if order.get("adapter"):
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(order["adapter"], 1.0)]
    params.hostnames = [order["socket"]]
    params.api_keys = [order["key"]]
    params.cache_ram_mib = PROMPT_CACHE_MIB
    params.verbosity = 1
    params.ui = False
    params.endpoint_slots = False
    if order["threads"]:
        params.cpuparams.n_threads = order["threads"]
        params.cpuparams_batch.n_threads = order["threads"]
    return params


if __name__ == "__main__":
    main()
