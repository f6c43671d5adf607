"""What a build of Sphinx in a process of its own says when it stops."""

from __future__ import annotations

import re

_CRASH = re.compile(r'(?s:.*)^( *)  File "(?:.*\n\1  )*.*\n\1(?P<cause>\S(?s:.)*?)\n+The full traceback', re.MULTILINE)
"""The exception is behind the last of the calls."""


def cause_of_crash(said: str) -> str:
    """The exception that has stopped a build, in one line; "" where none has."""
    crash = _CRASH.search(said)
    return " ".join(crash["cause"].split()) if crash else ""
