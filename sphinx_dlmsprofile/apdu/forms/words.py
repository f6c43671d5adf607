"""Words of octets: hexadecimal digits with what may stand before, between and after them."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

GAPS = frozenset({"…", "...", "[…]", "[...]"})
"""Words that stand for octets which are left out."""

_SEPARATOR = regex(r"0[xX]|&[hH]|\\[xX]|[:,;.%$\-\u00b7\u2022\u2219\u22c5]")
_WITH_SUFFIX = regex(r"0?([0-9A-Fa-f]{2})[hH]")
_DIGITS = regex(r"[0-9A-Fa-f]+")
_WORD = regex(r"\S+")


class Word(NamedTuple):
    """A word of a line and the column (from 0) where it begins."""

    text: str
    column: int

    @property
    def end(self) -> int:
        """The column after it."""
        return self.column + len(self.text)

    @property
    def digits(self) -> tuple[str, ...] | None:
        """Its runs of hexadecimal digits; none for mere punctuation; None if it is something else."""
        if self.text in GAPS:
            return None
        parts = [part for part in _SEPARATOR.split(self.text) if part]
        runs = [_WITH_SUFFIX.sub(r"\1", part) if part[-1] in "hH" else part for part in parts]
        return tuple(runs) if all(_DIGITS.fullmatch(run) for run in runs) else None


def words_of(line: str) -> list[Word]:
    """The words of a line."""
    return [Word(match[0], match.start()) for match in _WORD.finditer(line)]


def octets_of(runs: list[str]) -> bytes | None:
    """The octets of runs of digits; None if one has an odd number of them.

    Where each run has one or two digits, and one that is not the last has one, leading zeros were left out. A last
    digit alone may be an octet of which a part was not copied.
    """
    if runs and max(map(len, runs)) <= 2 and any(len(run) == 1 for run in runs[:-1]):  # noqa: PLR2004
        runs = [run.zfill(2) for run in runs]
    if any(len(run) % 2 for run in runs):
        return None
    return bytes.fromhex("".join(runs))
