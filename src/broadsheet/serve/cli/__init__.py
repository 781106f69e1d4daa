"""The command line. Each file of this folder is a command or a group; nothing heavy is imported for --help."""

import os
import sys
import traceback

from broadsheet.core import BroadsheetError

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 fell short, 2 wrong request, 3 something missing."""
    from broadsheet.serve.cli._program import INTERRUPTED, run
    from broadsheet.serve.cli._session import NOTHING_SAID, tell_error

    NOTHING_SAID.set()
    try:
        sys.exit(run(sys.argv[1:]))
    except BroadsheetError as error:
        tell_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        tell_error(BroadsheetError("stopped; what was done is kept", do="the same command goes on from there"))
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output left
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the outermost door: nobody else is left to tell
        if os.environ.get("BROADSHEET_DEBUG"):
            traceback.print_exc()
        tell_error(
            BroadsheetError(f"unexpected {type(error).__name__}: {error}", do="set BROADSHEET_DEBUG=1 for the trace")
        )
        sys.exit(1)
