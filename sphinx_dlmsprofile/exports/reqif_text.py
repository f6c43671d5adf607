"""Texts as XHTML for ReqIF: plain ones, and sentences out of a block that has markup."""

from __future__ import annotations

from html import escape, unescape

from sphinx_dlmsprofile.text.html import with_scripts, without_notes
from sphinx_dlmsprofile.text.patterns import regex

_TAG, _OTHER_TAG = regex(r"<[^>]+>"), regex(r"<(?!/?xhtml:su[bp]>)[^>]+>")


def formatted(text: str, around: str = "") -> str:
    """A text as a box of XHTML, its words raised and lowered as in the block around it.

    >>> formatted("It shall count 5^2 pulses.", "<xhtml:li>count 5<xhtml:sup>2</xhtml:sup> pulses.</xhtml:li>")
    '<xhtml:div>It shall count 5<xhtml:sup>2</xhtml:sup> pulses.</xhtml:div>'
    """
    words = filter(_is_whole, _OTHER_TAG.sub(" ", without_notes(around)).split())
    raised = {unescape(_TAG.sub("", with_scripts(word))): word for word in words}
    said = " ".join(raised.get(word) or escape(word, quote=False) for word in text.split(" "))
    return f"<xhtml:div>{said}</xhtml:div>"


def _is_whole(word: str) -> bool:
    """Whether something is raised or lowered in a word, all of which stands in it: "2^(n + 1)" are three words."""
    begun = word.count("<xhtml:")
    return bool(begun) and begun == word.count("</xhtml:")
