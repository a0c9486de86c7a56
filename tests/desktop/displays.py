"""A display that exists only in memory, for tests that need a real window."""

import os
import subprocess


class Xvfb:
    """A display that nobody sees, on the first free number.

    It doesn't start over when its last window closes: whoever connects at that moment would be turned away.
    """

    def __init__(self) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = f":{pipe.readline().strip()}"

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
