"""Why octets, values or keys cannot be used."""

from __future__ import annotations

from sphinx_dlmsprofile.model.apdu import DecodeFault, FaultKind

NOT_INSTALLED = "the package cryptography is not installed: install sphinx-dlmsprofile[crypto]"
"""Why nothing is opened, protected or signed without the extra."""


class UnfitError(Exception):
    """The value is not one of the type; ``expected`` completes the sentence "expected …"."""

    def __init__(self, *, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class DecodeError(Exception):
    """The octets do not continue as required."""

    def __init__(
        self, offset: int, path: tuple[str, ...], expected: str, found: str, kind: FaultKind = FaultKind.INVALID
    ) -> None:
        super().__init__(expected)
        self.offset = offset
        self.path = path
        self.expected = expected
        self.found = found
        self.kind = kind

    @property
    def fault(self) -> DecodeFault:
        """The same as a record."""
        return DecodeFault(kind=self.kind, offset=self.offset, path=self.path, expected=self.expected, found=self.found)


class CipheringError(Exception):
    """The content cannot be opened or protected, and why; that is not a fault of the octets."""
