"""Characters that replace, in a text, what is not prose, and those that XML cannot hold."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

OPAQUE = "\ufffc"
"""Stands in a text for what is not prose: code, literals, formulae, images, numbers of references."""

UNSAID = "…"
"""The same where others read it."""

LABEL = "\ufdd0"
"""Stands in what is read of a paragraph, before it becomes a text, for the identifier of a provision."""

NOT_XML = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters, halves of pairs."""

HALF_SIGN = regex(r"[\ud800-\udfff]")
"""Half of a pair of UTF-16, which no file can hold: only an escape or a number writes one."""

INSTEAD = "\ufffd"
"""What Unicode has in the place of a sign that cannot be told."""
