"""``python -m benchmarks.own SOURCEDIR OUTPUT``: what our own part of a cold HTML build takes, by its parts.

A clock runs while a directive, transform, domain or event handler of ours is at work, and stands
still while Sphinx' own method does what it would do without us, and while Python looks for garbage:
whoever happens to make the last object pays for that, for all that others have made.
"""

from __future__ import annotations

import functools
import gc
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import Directive
from docutils.transforms import Transform
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OURS = "sphinx_dlmsprofile"
_METHODS = ("run", "apply", "process_doc", "resolve_xref", "resolve_any_xref", "get_objects")


class Clock:
    """CPU seconds by part; the innermost part that is at work gets the time."""

    def __init__(self) -> None:
        """Start with nothing at work."""
        self.seconds: dict[str, float] = defaultdict(float)
        self._at_work: list[str] = []
        self._since = 0.0

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time noted; the time of part "" is dropped."""

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._at_work.append(part)
            try:
                return function(*args, **kwargs)
            finally:
                self._turn()
                self._at_work.pop()

        return wrapper

    def garbage(self, phase: str, _info: dict[str, int]) -> None:
        """Stop the clock while garbage is collected; one of ``gc.callbacks``."""
        self._turn()
        if phase == "start":
            self._at_work.append("")
        else:
            self._at_work.pop()

    def _turn(self) -> None:
        now = time.process_time()
        if self._at_work and self._at_work[-1]:
            self.seconds[self._at_work[-1]] += now - self._since
        self._since = now


def own_part(source: Path, output: Path) -> dict[str, float]:
    """Build HTML in this process: CPU seconds by part of ours."""
    clock = Clock()
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(source, source, output, output / ".doctrees", "html", status=None, warning=sys.stderr)
        _watch_classes(clock)
        _watch_listeners(clock, app)
        gc.callbacks.append(clock.garbage)
        app.build()
        gc.callbacks.remove(clock.garbage)
    return clock.seconds


def _watch_classes(clock: Clock) -> None:
    for kind in {found for base in (Directive, Transform, Domain) for found in _subclasses(base)}:
        for name in _METHODS:
            if kind.__module__.startswith(_OURS) and name in vars(kind):
                setattr(kind, name, clock.timed(f"{kind.__name__}.{name}", getattr(kind, name)))
    for stock, name in ((TocTreeCollector, "process_doc"), (StandardDomain, "resolve_xref")):
        setattr(stock, name, clock.timed("", getattr(stock, name)))


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for subclass in kind.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _watch_listeners(clock: Clock, app: Sphinx) -> None:
    for event, listeners in app.events.listeners.items():
        for index, listener in enumerate(listeners):
            handler = listener.handler
            if handler.__module__.startswith(_OURS):
                part = f"{event}: {getattr(handler, '__qualname__', handler)}"
                listeners[index] = listener._replace(handler=clock.timed(part, handler))


if __name__ == "__main__":
    found = own_part(Path(sys.argv[1]), Path(sys.argv[2]))
    for part, seconds in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{seconds:8.3f} s  {part}")
    print(f"{sum(found.values()):.3f} s in all")
