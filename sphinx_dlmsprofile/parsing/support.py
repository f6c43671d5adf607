"""What support a body demands: texts that are read as ``model/support.py`` does, with their faults.

A text that cannot be read stays in its record: statements of conformance ask for its row all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.support import support_fault, unread_support
from sphinx_dlmsprofile.template.placeholders import placeholders

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.text.location import Text


def checked_support(text: Text | None, what: str, reader: BodyReader) -> Text | None:
    """A text that has to state a demand; one that states none is reported, but for one that nobody has written yet."""
    if text and not placeholders(text.value) and (fault := unread_support(text.value)):
        reader.fault("body-value-type", text.at, f'{what} cannot be "{text}": {fault}')
    return text


def judged_support(text: Text, what: str, reader: BodyReader) -> None:
    """Report a text that may state a demand or be prose, where it is written as a demand and cannot be read."""
    if not placeholders(text.value) and (fault := support_fault(text.value)):
        reader.fault("body-value-type", text.at, f'{what}, "{text}": {fault}')
