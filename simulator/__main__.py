"""`python -m simulator` is `firedrill`: one command, and the process ends."""

import gc
import sys


def whole_process() -> int:
    """Run the command that this process was started with; give its exit code.

    What is loaded is no garbage, and what is left at the end goes with the process. Looking through both for garbage
    took a fifth of a short command.
    """
    gc.disable()
    from simulator.cli import main

    gc.enable()
    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(whole_process())
