"""What says that a value does not fit its type."""

from __future__ import annotations


class UnfitError(Exception):
    """The value is none of the type; ``expected`` completes the sentence "expected …"."""

    def __init__(self, *, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected
