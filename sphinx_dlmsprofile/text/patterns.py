"""Regular expressions that are compiled when they are first used.

To compile all of them would make up a good part of the time in which an empty project is built.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used.

    It serves wherever a compiled one does, except as an argument of the functions in ``re``.
    """
    return cast("re.Pattern[str]", _Regex(source, flags))


def contains_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of these in it; ``any`` with a generator takes twice as long."""
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


class _Regex:
    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Take a method of the compiled expression over, so that it is found here from then on."""
        value = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, value)
        return value
