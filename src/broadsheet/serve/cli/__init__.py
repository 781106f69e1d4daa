"""The command line. Each file of this folder is a command or a group; nothing heavy is imported for --help."""

import os
import sys
import traceback

from broadsheet.core import BroadsheetError

__all__ = ["main"]

INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 fell short, 2 wrong request, 3 something missing."""
    from broadsheet.serve.cli._program import globals_first, program
    from broadsheet.serve.cli._session import tell_error

    try:
        program()(globals_first(sys.argv[1:]), standalone_mode=True)
    except BroadsheetError as error:
        tell_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("stopped; what was done is kept, and the same command goes on from there", file=sys.stderr)  # noqa: T201
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
