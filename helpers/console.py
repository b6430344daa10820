"""What a command prints, on a console of any code page."""

import io
import sys


def take_every_letter() -> None:
    """Show a question mark for a letter that the code page lacks, instead of ending with an error.

    Windows uses its code page, 949 or 1252 say, where output goes into a file or a pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
