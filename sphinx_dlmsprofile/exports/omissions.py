"""What an export leaves out, said in the head of the file: a reader of the file must not take it for all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.identifiers import comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def omissions(texts: Iterable[str], begin: str, end: str = "") -> Iterator[str]:
    """A comment line for each omission, between the signs of the language."""
    return (f"{begin} Left out: {comment(text)}{end}" for text in texts)
