"""The words in text that is written for one format of output alone."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.text.html import shown_words
from sphinx_dlmsprofile.text.patterns import regex

_COMMENT = regex(r"(?<!\\)%[^\n]*")
_LAYOUT = regex(
    r"\\(?:begin|end|input|include|usepackage|pagestyle|thispagestyle|label|ref|includegraphics|setlength|addtolength|"
    r"setcounter|addtocounter|vspace|hspace|color|selectlanguage|fontsize)(?![A-Za-z])\*?"
    r"(?:\s*\[[^\]\n]*\]|\s*\{[^{}\n]*\})*"
)
_COMMAND = regex(r"\\(?:[A-Za-z@]+\*?|.)")
_MEASURE = regex(r"-?\d*\.?\d+\s*(?:pt|pc|in|bp|cm|mm|em|ex|sp)\b")
_LETTERS = regex(r"[^\W\d_]{2}")


def raw_words(text: str, formats: str) -> str:
    """What a reader would see, in one line; "" where it is markup alone, as a page break is."""
    names = formats.split()
    if "html" in names:
        return shown_words(text)
    if formats.strip() == "latex":
        for pattern in (_COMMENT, _LAYOUT, _MEASURE, _COMMAND):
            text = pattern.sub(" ", text)
        text = re.sub(r"[{}&~$\[\]]", " ", text)
    words = " ".join(text.split())
    return words if _LETTERS.search(words) else ""
