"""MathML as the mathematical markup of Office."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.docx.oxml import m
from sphinx_dlmsprofile.publishing.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_NARY = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_ACCENTS = {
    "´": "\u0301", "ˉ": "\u0304", "˘": "\u0306", "ˇ": "\u030c", "˙": "\u0307", "¨": "\u0308", "˙˙˙": "\u20db",
    "`": "\u0300", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "˚": "\u030a", "→": "\u20d7",
    "←": "\u20d6", "↔": "\u20e1",
}  # fmt: skip
_LINES = frozenset("_¯―‾")
_BRACES = frozenset("⏞⏟⎴⎵")
_BEGIN, _END = frozenset("([{⌊⌈⟨|‖∣∥"), frozenset(")]}⌋⌉⟩|‖∣∥")
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064")
"""Signs that say what a name is applied to, and what is multiplied."""

_SPACES = "\u2003"


def to_omml(element: Element) -> list[Oxml]:
    """What stands in ``m:oMath`` for an element of MathML and all that is in it; no text is left out."""
    kind = _kind(element)
    if kind in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(element, kind)
    if kind in _FORMS:
        return _FORMS[kind](list(element))
    return _WITH_ATTRIBUTES.get(kind, _group)(element)


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _run(content: str, form: Oxml | None = None) -> Oxml:
    text = m("t")
    text.text = xml_text(content)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return m("r", text) if form is None else m("r", m("rPr", form), text)


def _token(element: Element, kind: str) -> list[Oxml]:
    content = element.text or ""
    if not content or content in _UNSEEN:
        return []
    if kind in {"mtext", "ms"}:
        return [_run(content, m("nor"))]  # words, not names: else "sum" would be a sign to some
    is_name = kind == "mi" and (len(content) > 1 or element.get("mathvariant") == "normal")
    return [_run(content, m("sty", val="p") if is_name else None)]


def _row(children: Sequence[Element]) -> list[Oxml]:
    """Elements side by side; sums have what they sum."""
    found: list[Oxml] = []
    rest = [child for child in children if child.text not in _UNSEEN]
    while rest:
        first = rest.pop(0)
        nary = _nary(first, rest)
        found += [nary] if nary is not None else to_omml(first)
    return found


def _fenced(children: Sequence[Element]) -> list[Oxml] | None:
    """Elements between brackets that grow with them; None where there are none."""
    if len(children) < 2:  # noqa: PLR2004  a bracket and what is in it
        return None
    begins, ends = _is_fence(children[0], _BEGIN), _is_fence(children[-1], _END)
    if not (begins or ends):
        return None
    inner = children[begins : len(children) - ends]
    begin, end = (children[0].text or "") if begins else "", (children[-1].text or "") if ends else ""
    form = m("dPr", m("begChr", val=begin), m("endChr", val=end))
    return [m("d", form, m("e", *_row(inner)))]


def _is_fence(element: Element, signs: frozenset[str]) -> bool:
    return _kind(element) == "mo" and element.text in signs and element.get("stretchy") != "false"


def _group(element: Element) -> list[Oxml]:
    children = list(element)
    fenced = _fenced(children) if _kind(element) == "mrow" else None
    return _row(children) if fenced is None else fenced


def _space(element: Element) -> list[Oxml]:
    return [_run(_SPACES)] if element.get("width") else []


def _fraction(element: Element) -> list[Oxml]:
    above, below = _two(list(element))
    form = [m("fPr", m("type", val="noBar"))] if element.get("linethickness") in {"0", "0px", "0pt"} else []
    return [m("f", *form, m("num", *above), m("den", *below))]


def _nary(element: Element, rest: list[Element]) -> Oxml | None:
    """A sum or integral with its limits, and the element after it, which is taken from the rest."""
    kind = _kind(element)
    children = list(element)
    if kind not in {"msub", "msup", "msubsup", "munder", "mover", "munderover"} or not children:
        return None
    sign = children[0].text or ""
    if _kind(children[0]) != "mo" or sign not in _NARY:
        return None
    low = to_omml(children[1]) if kind in {"msub", "munder", "msubsup", "munderover"} and len(children) > 1 else []
    high = to_omml(children[-1]) if kind in {"msup", "mover", "msubsup", "munderover"} and len(children) > 1 else []
    form = m("naryPr", m("chr", val=sign), m("limLoc", val="undOvr" if kind.startswith("mu") else "subSup"))
    if not low:
        form.append(m("subHide", val="1"))
    if not high:
        form.append(m("supHide", val="1"))
    body = to_omml(rest.pop(0)) if rest else []
    return m("nary", form, m("sub", *low), m("sup", *high), m("e", *body))


def _two(children: Sequence[Element]) -> list[list[Oxml]]:
    parts = [to_omml(child) for child in children]
    return [*parts, [], []][:2] if len(parts) <= 2 else [parts[0], [each for part in parts[1:] for each in part]]  # noqa: PLR2004


def _scripts(tag: str, *names: str) -> Callable[[Sequence[Element]], list[Oxml]]:
    def form(children: Sequence[Element]) -> list[Oxml]:
        parts = [to_omml(child) for child in children]
        parts += [[] for _ in range(len(names) - len(parts))]
        return [m(tag, *(m(name, *part) for name, part in zip(names, parts, strict=False)))]

    return form


def _over(children: Sequence[Element]) -> list[Oxml]:
    sign = (children[1].text or "") if len(children) > 1 and _kind(children[1]) == "mo" else ""
    if sign in _ACCENTS:
        return [m("acc", m("accPr", m("chr", val=_ACCENTS[sign])), m("e", *to_omml(children[0])))]
    return _lined(children, sign, "top") or _limited("limUpp", children)


def _under(children: Sequence[Element]) -> list[Oxml]:
    sign = (children[1].text or "") if len(children) > 1 and _kind(children[1]) == "mo" else ""
    return _lined(children, sign, "bot") or _limited("limLow", children)


def _lined(children: Sequence[Element], sign: str, place: str) -> list[Oxml]:
    """A line or a brace along what it belongs to; empty where the sign is neither."""
    if sign in _LINES:
        return [m("bar", m("barPr", m("pos", val=place)), m("e", *to_omml(children[0])))]
    if sign in _BRACES:
        form = m(
            "groupChrPr", m("chr", val=sign), m("pos", val=place), m("vertJc", val="bot" if place == "top" else "top")
        )
        return [m("groupChr", form, m("e", *to_omml(children[0])))]
    return []


def _limited(tag: str, children: Sequence[Element]) -> list[Oxml]:
    base, limit = _two(children)
    return [m(tag, m("e", *base), m("lim", *limit))]


def _under_over(children: Sequence[Element]) -> list[Oxml]:
    parts = [to_omml(child) for child in children]
    parts += [[] for _ in range(3 - len(parts))]
    below = m("limLow", m("e", *parts[0]), m("lim", *parts[1]))
    return [m("limUpp", m("e", below), m("lim", *parts[2]))]


def _root(children: Sequence[Element]) -> list[Oxml]:
    base, degree = _two(children)
    return [m("rad", m("deg", *degree), m("e", *base))]


def _square_root(children: Sequence[Element]) -> list[Oxml]:
    return [m("rad", m("radPr", m("degHide", val="1")), m("deg"), m("e", *_row(children)))]


def _cell(children: Sequence[Element]) -> list[Oxml]:
    """What is in a cell; LibreOffice drops a sign that has nothing before it."""
    is_between = len(children) > 1 and _kind(children[0]) == "mo" and not _is_fence(children[0], _BEGIN)
    return [*([_run("", m("nor"))] if is_between else []), *_row(children)]


def _table(element: Element) -> list[Oxml]:
    """Rows and columns; the columns of aligned lines and of arrays stand to their sides."""
    rows = [m("mr", *(m("e", *_cell(list(cell))) for cell in row)) for row in element]
    sides = (element.get("columnalign") or "").split()
    count = max(map(len, element), default=0)
    columns = [m("mc", m("mcPr", m("count", val="1"), m("mcJc", val=side)))
               for side in islice(cycle(sides or ["center"]), count)]  # fmt: skip
    form = [m("mPr", m("mcs", *columns))] if sides and columns else []
    return [m("m", *form, *rows)]


_FORMS: dict[str, Callable[[Sequence[Element]], list[Oxml]]] = {
    "msub": _scripts("sSub", "e", "sub"),
    "msup": _scripts("sSup", "e", "sup"),
    "msubsup": _scripts("sSubSup", "e", "sub", "sup"),
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
    "mroot": _root,
    "msqrt": _square_root,
    "mphantom": lambda children: [m("phant", m("phantPr", m("show", val="0")), m("e", *_row(children)))],
    "menclose": lambda children: [m("borderBox", m("e", *_row(children)))],
}

_WITH_ATTRIBUTES: dict[str, Callable[[Element], list[Oxml]]] = {
    "mfrac": _fraction,
    "mspace": _space,
    "mtable": _table,
}
