"""An answer in a filled-in statement of conformance."""

from __future__ import annotations

from enum import Enum

from sphinx_dlmsprofile.text.frozen import frozen


class Reply(Enum):
    """What a manufacturer states of an item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "n/a"


@frozen(kw_only=True)
class Answer:
    """The answer to the item ``identifier``; ``reply`` is None where ``written`` is empty or not understood.

    ``place`` says where it stands in the file, as "row 5" or "line 5".
    """

    identifier: str
    reply: Reply | None
    written: str = ""
    place: str = ""
