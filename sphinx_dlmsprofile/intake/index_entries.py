"""Entries of the index, from the fields of Word to the directive ``index``."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_ENTRY = regex(r'"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<bare>[^\\"\s]+)')
_SEE = regex(r'\\t\s*"(?P<text>(?:\\.|[^"\\])*)"')
_WORDS = regex(r"(?i)(?P<word>see also|see|voir aussi|voir)\s+(?P<other>.+)")
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"'})


def index_entry(code: str) -> str:
    """A line of the directive for what the field says; "" where it says nothing."""
    code = code.translate(_QUOTES)
    match = _ENTRY.match(code)
    path = _path(match["quoted"] if match and match["quoted"] is not None else (match["bare"] if match else ""))
    if not path:
        return ""
    shown = "; ".join([*path[:1], *([", ".join(path[1:])] if path[1:] else [])])
    see = _SEE.search(code, match.end()) if match else None
    told = _WORDS.fullmatch(_bare(see["text"])) if see else None
    if told:
        kind = "seealso" if "also" in told["word"].lower() or "aussi" in told["word"].lower() else "see"
        return f"{kind}: {', '.join(path)}; {told['other']}"
    main = "! " if "\\b" in code[match.end() if match else 0 :] else ""
    return f"single: {main}{shown}"


def _path(text: str) -> list[str]:
    """Term and sub-entries; a colon that is escaped divides nothing."""
    parts = text.replace("\\:", "\0").split(":")
    return [each for part in parts if (each := _bare(part.replace("\0", ":")))]


def _bare(text: str) -> str:
    return " ".join(text.replace('\\"', '"').replace("\\\\", "\\").replace(";", ",").split())
