"""What sentences and rows claim."""

from __future__ import annotations

from typing import NamedTuple


class Claim(NamedTuple):
    """What a sentence says: ``claim`` is the kind, as the table of forms names it; ``subject`` the name of the thing.

    ``value`` and ``more`` are what is said, as written; ``words`` are those of the text.
    """

    claim: str
    subject: str
    value: str
    more: str
    words: str
