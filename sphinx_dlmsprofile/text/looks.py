"""How a block of a Word document looks: its style, forms of words, pictures, formulas, links, entries of the index.

Each is a short text that a report can show. Fonts, sizes, indents and pages are not among them: they are made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.text.office_xml import WP, A, M, R, V, W
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


_APART = frozenset({f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "tblPr", "trPr", "tcPr")})
"""What is not shown, or not here: what was deleted or moved away, text boxes, properties."""

_SHOWN = {"tab": " ", "br": " ", "cr": " ", "p": " ", "noBreakHyphen": "\u2011"}
_FORMS = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "strike": "struck out",
    "dstrike": "struck out",
    "vanish": "hidden",
    "caps": "all capitals",
    "smallCaps": "small capitals",
}
_VALUES = {"vertAlign": "{}", "highlight": "highlighted {}"}
NO_NUMBER = "no number"
_OFF = frozenset({"0", "false", "off", "none", "baseline"})
WORDS = regex(
    r"(?P<form>(?:(?:bold|italic|underlined|struck out|hidden|all capitals|small capitals|superscript|subscript|"
    r"highlighted \w+) )+|(?:footnote|endnote) after |cell (?=\"))"
    r"\".*\"(?P<rest>(?: over \d+ columns| joined with those below)?)"
)
"""A form of words, where a footnote stands, and a cell that spans: the words may be other ones."""


def _leaves(element: Any, *, is_hidden_shown: bool = True) -> Iterator[Any]:
    """Everything below an element that is shown there."""
    for each in element:
        if each.tag in _APART or each.tag.endswith("}Fallback"):
            continue
        if is_hidden_shown or each.tag != f"{W}r" or "hidden" not in _form(each):
            yield each
            yield from _leaves(each, is_hidden_shown=is_hidden_shown)


def shown(element: Any) -> Iterator[str]:
    """The words that are shown; what was deleted or is hidden is not."""
    for each in _leaves(element, is_hidden_shown=False):
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag.startswith(W):
            yield _SHOWN.get(each.tag.removeprefix(W), "")


def words_of(element: Any) -> str:
    """The words that are shown, one blank between them."""
    return " ".join("".join(shown(element)).split())


def look_of(paragraph: Any, style: str, targets: Mapping[str, str]) -> tuple[str, ...]:
    """The look of a paragraph; ``targets`` are what relations lead to."""
    found = [f'style "{style or "normal"}"']
    number = paragraph.find(f"{W}pPr/{W}numPr")
    if number is not None:
        kind, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
        is_off = kind is not None and kind.get(f"{W}val") == "0"
        found.append(NO_NUMBER if is_off else f"item of a list, level {int(_val(level) or 0) + 1}")
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        found.append("section break")
    return (*found, *_inline(paragraph, targets))


def look_of_table(table: Any, targets: Mapping[str, str]) -> tuple[str, ...]:
    """The look of a table: cells that span, and what is in its cells."""
    found = []
    for cell in table.iter(f"{W}tc"):
        span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
        text = words_of(cell)
        if cell.find(f"{W}tbl") is not None:
            found.append(f'table within the cell "{text}"')
        if span is not None and _val(span) != "1":
            found.append(f'cell "{text}" over {_val(span)} columns')
        if merge is not None:
            found.append(
                f'cell "{text}" joined with those below' if _val(merge) == "restart" else "cell joined with that above"
            )
    for paragraph in table.iter(f"{W}p"):
        found += _inline(paragraph, targets)
    return tuple(found)


def _val(element: Any) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _form(run: Any) -> tuple[str, ...]:
    """What the form of a run is called."""
    found = []
    for each in run.find(f"{W}rPr") if run.find(f"{W}rPr") is not None else ():
        name, value = each.tag.removeprefix(W), _val(each)
        if value in _OFF:
            continue
        if name in _FORMS:
            found.append(_FORMS[name])
        elif name in _VALUES:
            found.append(_VALUES[name].format(value))
    return tuple(sorted(set(found)))


def _inline(paragraph: Any, targets: Mapping[str, str]) -> Iterator[str]:
    """What is in a paragraph beside its words."""
    code, so_far = "", ""
    for each in _leaves(paragraph):
        name = each.tag.removeprefix(W)
        if name == "t":
            so_far += each.text or ""
        elif name == "fldChar":
            yield from _field(code) if each.get(f"{W}fldCharType") != "begin" else ()
            code = ""
        elif name == "instrText":
            code += each.text or ""
        elif name in {"footnoteReference", "endnoteReference"}:
            yield f'{name.removesuffix("Reference")} after "{" ".join(so_far.split()[-1:])}"'
        elif name in _ELEMENTS:
            yield from _ELEMENTS[name](each, targets)
        elif each.tag in _FOREIGN:
            yield from _FOREIGN[each.tag](each, targets)
    yield from _forms(paragraph)


def _forms(paragraph: Any) -> Iterator[str]:
    """The words that have a form; runs side by side with the same one are one."""
    found: list[tuple[tuple[str, ...], str]] = []
    for run in _leaves(paragraph):
        text = "".join(part.text or "" for part in run.findall(f"{W}t")) if run.tag == f"{W}r" else ""
        if not text.strip():
            continue
        form = _form(run)
        if found and found[-1][0] == form:
            found[-1] = (form, found[-1][1] + text)
        else:
            found.append((form, text))
    for form, text in found:
        if form:
            yield f'{" ".join(form)} "{" ".join(text.split())}"'


def _field(code: str) -> Iterator[str]:
    """An entry of the index, a reference, or a link."""
    words = code.split()
    if words[:1] == ["XE"]:
        yield f"index entry {' '.join(words[1:]).strip(_ENDS)}"
    elif words[:1] in (["REF"], ["NOTEREF"], ["HYPERLINK"]) and len(words) > 1:
        yield f"field {words[0]} {words[1]}"


def _link(link: Any, targets: Mapping[str, str]) -> Iterator[str]:
    if target := targets.get(link.get(f"{R}id", "")):
        yield f'link "{words_of(link)}" to {target}'


def _picture(drawing: Any, targets: Mapping[str, str]) -> Iterator[str]:
    """A picture by its text alternative and by what tells its octets from those of others; no text box."""
    if drawing.find(f".//{W}txbxContent") is not None:
        return
    said = drawing.find(f"{WP}docPr")
    blip = drawing.find(f".//{A}blip")
    alternative = said.get("descr", "") if said is not None else ""
    kept = targets.get(blip.get(f"{R}embed", ""), "") if blip is not None else "drawn in Word"
    yield f'picture "{alternative}" ({kept})'


def _formula(formula: Any, _targets: Mapping[str, str]) -> Iterator[str]:
    yield f'formula "{"".join(part.text or "" for part in formula.iter(f"{M}t"))}"'


_ENDS = '": '
"""What programs put around the text of an entry."""

_ELEMENTS: dict[str, Callable[[Any, Mapping[str, str]], Iterator[str]]] = {
    "hyperlink": _link,
    "fldSimple": lambda each, _: _field(each.get(f"{W}instr", "")),
    "sym": lambda each, _: iter([f"sign {each.get(f'{W}char', '')} of the font {each.get(f'{W}font', '')}"]),
    "br": lambda each, _: iter([f"{each.get(f'{W}type', 'line')} break"]),
    "object": lambda _each, _: iter(["embedded object"]),
}
_FOREIGN: dict[str, Callable[[Any, Mapping[str, str]], Iterator[str]]] = {
    f"{M}oMath": _formula,
    f"{WP}inline": _picture,
    f"{WP}anchor": _picture,
    f"{V}imagedata": lambda each, targets: iter([f"picture ({targets.get(each.get(f'{R}id', ''), '')})"]),
}
"""What is told of an element: of WordprocessingML by its name, of others by their names with namespaces."""
