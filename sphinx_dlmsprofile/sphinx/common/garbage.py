"""How often Python looks for garbage while a standard is read, judged and written.

After every 700 new objects it looks at the youngest, and now and then at all: doctrees and records survive that, and it
took a tenth of a cold build. Python 3.13 waits for 2000; beyond 5000 there is little left to gain, and up to there
memory does not grow. Nor is there anything to be gained at the end of the process.
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_NEW_OBJECTS = 5000


@contextmanager
def settling() -> Iterator[None]:
    """Look for no garbage while a project is put together, and no more in it: all of it stays.

    The latter is said once in a process: one that builds several times frees what it has built before.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
    _settle()


@cache
def _settle() -> None:
    gc.freeze()


def setup(_app: Sphinx) -> None:
    """Look less often, unless someone has turned it off or has chosen to look even less."""
    threshold, *older = gc.get_threshold()
    if 0 < threshold < _NEW_OBJECTS:
        gc.set_threshold(_NEW_OBJECTS, *older)
    # Once, also where a process builds several times.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
