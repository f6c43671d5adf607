"""MathML as the mathematical markup of Office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.docx.oxml import m
from sphinx_dlmsprofile.publishing.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_NARY = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "―": "\u0305", "‾": "\u0305",
    "→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
}  # fmt: skip
_SPACES = "\u2003"


def to_omml(element: Element) -> list[Oxml]:
    """What stands in ``m:oMath`` for an element of MathML and all that is in it; no text is left out."""
    kind = _kind(element)
    if kind in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(element, kind)
    if kind in _FORMS:
        return _FORMS[kind](list(element))
    if kind == "mspace":
        return [_run(_SPACES)] if element.get("width") else []
    if kind == "mfrac":
        is_bar = element.get("linethickness") in {"0", "0px", "0pt"}
        parts = _two(list(element))
        form = [m("fPr", m("type", val="noBar"))] if is_bar else []
        return [m("f", *form, m("num", *parts[0]), m("den", *parts[1]))]
    return _row(list(element))


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _run(content: str, *, upright: bool = False) -> Oxml:
    text = m("t")
    text.text = xml_text(content)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return m("r", m("rPr", m("sty", val="p")), text) if upright else m("r", text)


def _token(element: Element, kind: str) -> list[Oxml]:
    content = element.text or ""
    if not content:
        return []
    return [_run(content, upright=kind in {"mtext", "ms"} or (kind == "mi" and len(content) > 1))]


def _row(children: Sequence[Element]) -> list[Oxml]:
    """Elements side by side: brackets that grow around them, sums with what they sum."""
    if len(children) > 1 and _is_fence(children[0], "prefix"):
        last = children[-1] if _is_fence(children[-1], "postfix") else None
        inner = children[1:-1] if last is not None else children[1:]
        begin, end = children[0].text or "", (last.text or "") if last is not None else ""
        form = m("dPr", m("begChr", val=begin), m("endChr", val=end))
        return [m("d", form, m("e", *_row(inner)))]
    found: list[Oxml] = []
    rest = list(children)
    while rest:
        first = rest.pop(0)
        nary = _nary(first, rest)
        found += [nary] if nary is not None else to_omml(first)
    return found


def _is_fence(element: Element, form: str) -> bool:
    return _kind(element) == "mo" and element.get("fence") == "true" and element.get("form") == form


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
    base, limit = _two(children)
    return [m("limUpp", m("e", *base), m("lim", *limit))]


def _under(children: Sequence[Element]) -> list[Oxml]:
    base, limit = _two(children)
    return [m("limLow", m("e", *base), m("lim", *limit))]


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


def _table(children: Sequence[Element]) -> list[Oxml]:
    rows = [m("mr", *(m("e", *_row(list(cell))) for cell in row)) for row in children]
    return [m("m", *rows)]


_FORMS: dict[str, Callable[[Sequence[Element]], list[Oxml]]] = {
    "msub": _scripts("sSub", "e", "sub"),
    "msup": _scripts("sSup", "e", "sup"),
    "msubsup": _scripts("sSubSup", "e", "sub", "sup"),
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
    "mroot": _root,
    "msqrt": _square_root,
    "mtable": _table,
}
