"""Options of tables that MyST-Parser reads as nothing: of ``:delim: |`` YAML makes an empty text block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.directives.patches import CSVTable

if TYPE_CHECKING:
    from collections.abc import Callable

_CHARACTERS = ("delim", "quote", "escape")


def _given(convert: Callable[[str], Any]) -> Callable[[str | None], Any]:
    """The reader of an option, to which nothing is a wrong value; docutils' own stops the build at it."""

    def read(argument: str | None) -> Any:
        if argument is None:
            message = 'no character is given: write it between quotation marks, as in "|"'
            raise ValueError(message)
        return convert(argument)

    return read


CSV_OPTIONS: dict[str, Any] = {
    name: _given(convert) if name in _CHARACTERS else convert for name, convert in (CSVTable.option_spec or {}).items()
}
"""The options of ``csv-table``, of which those of one character may be empty."""
