"""The bookmarks of anchors: names that Word takes, and that an edition keeps."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.docx.oxml import w

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml


class Bookmarks:
    """Names begin with an underscore, by which Word knows those that it does not list."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._ids = count(1)
        self._set: set[str] = set()

    def name(self, anchor: str, prefix: str = "_Ref") -> str:
        """The bookmark of an anchor: its prefix and nine digits that follow from the anchor."""
        key = prefix + anchor
        if key not in self._names:
            number = int(sha256(anchor.encode()).hexdigest()[:12], 16)
            while (name := f"{prefix}{number % 10**9:09}") in self._taken:
                number += 1
            self._taken.add(name)
            self._names[key] = name
        return self._names[key]

    def around(self, name: str, content: list[Oxml]) -> list[Oxml]:
        """Content with a bookmark around it; each bookmark is set once."""
        if name in self._set:
            return content
        self._set.add(name)
        number = next(self._ids)
        return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]

    def is_set(self, name: str) -> bool:
        """Whether there is a place with the bookmark."""
        return name in self._set
