"""The words and ticks by which manufacturers answer."""

from __future__ import annotations

from sphinx_dlmsprofile.model.ics_answer import Answer, Reply
from sphinx_dlmsprofile.text.patterns import regex

_REPLIES = {
    **dict.fromkeys(("yes", "y", "true", "x", "supported", "implemented", "1", "1.0", *"✓✔☑☒"), Reply.YES),
    **dict.fromkeys(("ja", "oui", "sí", "si", "sì", "sim"), Reply.YES),
    **dict.fromkeys(("no", "n", "false", "not supported", "not implemented", "0", "0.0", "✗", "✘"), Reply.NO),
    **dict.fromkeys(("nein", "non", "não", "nee"), Reply.NO),
    **dict.fromkeys(("n/a", "na", "n.a.", "n.a", "not applicable", "-", "–", "—"), Reply.NOT_APPLICABLE),
}
_BOX = regex(r"(?:\[(?P<mark>[^\[\]]*)\]|☐|(?P<sign>[☑☒]))\s*(?P<word>yes|no|n/a)", 2)
_REMARK = regex(
    r"(?i)(?<!\s)(?:\s*\((?:see|note|footnote|remark|clause|annex)\b[^()]*\)|\s*[*†‡¹²³⁴]+|\s+\d\)|,?\s+see\b.*)$"
)
"""What refers to a note; any other words beside an answer may take it back."""


def answer(identifier: str, written: str, place: str) -> Answer:
    """An answer in a word, or as a ticked box: "[x] yes  [ ] no"."""
    boxes = list(_BOX.finditer(written))
    if boxes:
        ticked = [box["word"].casefold() for box in boxes if (box["mark"] or "").strip() or box["sign"]]
        if not ticked:
            return Answer(identifier=identifier, reply=None, place=place)
        reply = _REPLIES.get(ticked[0]) if len(ticked) == 1 else None
    else:
        reply = _reply(written) or _reply(_REMARK.sub("", written))
    return Answer(identifier=identifier, reply=reply, written=written, place=place)


def _reply(written: str) -> Reply | None:
    return _REPLIES.get(" ".join(written.casefold().split()).rstrip(".!"))
