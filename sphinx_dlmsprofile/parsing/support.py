"""What support a body demands: texts that are read as ``model/support.py`` does, with their faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.support import read_support, support_fault

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.text.location import Text

_ADVICE = "write M, O, X, O.1, or C: M if …"


def checked_support(text: Text | None, what: str, reader: BodyReader) -> Text | None:
    """A text that has to state a demand; None where it states none, which is reported."""
    if text is None or judged_support(text, what, reader) is None:
        return None
    if read_support(text.value) is None:
        reader.fault("body-value-type", text.at, f'{what} cannot be "{text}": {_ADVICE}')
        return None
    return text


def judged_support(text: Text, what: str, reader: BodyReader) -> Text | None:
    """A text that may state a demand or be prose; None where it is written as a demand and cannot be read."""
    fault = support_fault(text.value)
    if fault:
        reader.fault("body-value-type", text.at, f'{what}, "{text}": {fault}')
        return None
    return text
