"""How demands are written in proformas and by hand, brought into the one language that ``support_reader.py`` reads.

Statements of conformance have been written for decades: with small letters and numbered conditions ("c1") as
ISO/IEC 9646-7 has them, with words, with the marks of footnotes. What these say beside the demand is kept as a remark.
"""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex


class Spelling(NamedTuple):
    """A demand as it is read: ``text`` in the language of demands, ``label`` the number of a condition ("C1").

    ``remark`` is what stands beside it: the mark of a footnote, a note in parentheses, a recommendation. ``is_prose``
    where it begins with a word, so that what follows the word may be prose.
    """

    text: str
    label: str = ""
    remark: str = ""
    is_prose: bool = False


_LETTER = r"(?:[MOXC]|O\.?<?\d{1,3}>?)"
_LETTERS = regex(
    rf"(?i)(?:{_LETTER}|C\.?<?\d{{1,3}}>?|I|N/A)"
    r"(?=$|\s*[:;(\[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|\s+[–—]\s|\s+\w{1,2}\)|\s+(?:if|when|where|unless|otherwise|else|see)\b)"
    rf"|(?:[MXC]|O(?:\.\d{{1,3}})?)(?=,|\s+[MOX]\b)|{_LETTER}\s*(?:/|\||\bor\b)\s*{_LETTER}(?!\w)|IF\b.*\bTHEN\b"
)
_UPPER = regex(r"[MOXCI]|IF\b|N/A|(?i:[oc]\.?<?\d)|[moxci](?![,\w.])")
_LABEL = regex(r"(?i)C\.?<?(\d{1,3})>?(?:$|\s*[:=]\s*|\s+[–—-]\s+|\s+(?=if\b))")
_CHOICE = regex(r"(?i)O\.?<?(\d{1,3})>?(?![\w.])")
_MARK = r"[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[[^\[\]]{1,30}\]_?|(?<=\s)(?:\d{1,2}|[a-z])\)"
_NOTE = (
    r"\((?:see\b|(?:not )?recommended|deprecated|note|footnote|remark|clause|subclause|table|annex|\d{1,2}\)|[a-z]\))"
    r"[^()]*\)?"
)
_AFTER_LETTER = regex(
    rf"(?i)(?P<letter>{_LETTER}|N/A|I)\s*(?:(?P<mark>{_MARK})|\((?!if\b|when\b|where\b|unless\b)(?P<note>[^()]*)\))(?P<rest>.*)"
)
_IN_PARENTHESES = regex(rf"(?i)(?P<letter>{_LETTER})\s*\((?P<rest>(?:if|when|where|unless)\b.*)\)")
_AT_END = regex(
    rf"(?i)(?:(?<=[\w>\)\"”])\s*(?P<mark>{_MARK})|(?<!\s)\s*(?P<note>{_NOTE})|(?<!\s)(?:\s*[,;:]|\s+[–—-])?\s+(?P<see>see\b[^;]*))$"
)
_TO_ANSWER = regex(
    r"(?i)\W*(?:(?:yes|y)\W*(?:no|n)(?:\W*(?:n/?a|not applicable))?|(?:no|n)\W+(?:yes|y))\W*|\W*\[\s*\]\W*|[☐□_.…\s]+"
)
_EITHER = rf"(?:{_LETTER}|mandatory|optional|excluded|prohibited|conditional)"
_OPEN = regex(rf"(?i){_EITHER}(?:\s*(?:/|\||\b(?:or|and)\b)\s*{_EITHER})+(?:\s*\W.*)?")
_BY_CONDITION = regex(r"(?is)if\b(?P<condition>.*?)\bthen\b(?P<then>.*?)(?:\b(?P<otherwise>(?:else|otherwise)\b.*))?")
_DEMANDED = r"(?:[MOX]|O\.?<?\d{1,3}>?|N/A|mandatory|optional|excluded|prohibited)(?=$|\s?[,;])"
_PREDICATED = (
    r"(?!(?:[MOXCI]|[OC]\.?<?\d{1,3}>?)(?![\w-])|(?:note|see|remark|for|otherwise|else)\b|[\d.]+\s?:)"
    rf"(?:(?:if|when|where)\s)?[^\s:;,][^:;,]{{0,200}}:\s?{_DEMANDED}"
)
_PREDICATES = regex(
    rf"(?i)(?P<pairs>{_PREDICATED}(?:\s?[,;]\s?{_PREDICATED})*)"
    rf"(?:\s?[,;]\s?(?:otherwise|else)\s?:?\s?(?P<otherwise>{_DEMANDED}))?"
)
_IF = regex(r"(?i)(?:if|when|where)\s")
_ELSE = regex(r"(?is)(?:else|otherwise)\b\s*")
_DECLARED = regex(
    r"(?i)(?<!\bif )(?:(?:it )?shall be )?(?:declared as )?[\"'“‘]([MOXC]|O\.\d{1,3})[\"'”’](?=\s|[;,]|$)"
)
_ARTICLE = regex(r"(?i)(?:it|this|support|the support)\s+(?:is|are)\s+(?=mandatory|optional|excluded|prohibited)")

_BE = r"(?: be (?:supported|implemented|used|provided|present))?"
_WORDS = (
    ("N/A", "", r"n/?a|n\.a\.|not applicable|none|[–—-]"),
    ("X", "", rf"(?:shall|must|may|can) not{_BE}"),
    ("X", "", r"not (?:used|supported|allowed|permitted|available|implemented|present)"),
    ("X", "", r"excluded|prohibited|forbidden|unsupported|never|no|n"),
    ("O", "not recommended", rf"not recommended|should not{_BE}|discouraged"),
    ("O", "deprecated", r"deprecated"),
    ("O", "recommended", rf"recommended|should{_BE}"),
    ("M", "", rf"[✓✔●•]|mandatory|mand\b\.?|required|supported|implemented|used|always|yes|y|true|(?:shall|must){_BE}"),
    ("O", "", rf"optional|opt\b\.?|permitted|may{_BE}"),
    ("C", "", r"conditional(?:ly)?"),
    ("I", "", r"out[ -]of[ -]scope"),
)
_ANY_WORDS = "|".join(f"(?P<w{index}>{words})" for index, (*_, words) in enumerate(_WORDS))
_WORD = regex(rf"(?i)(?:{_ANY_WORDS})(?!\w|-\w)")


def is_code(text: str) -> bool:
    """Whether a text is written in letters, so that it can be nothing but a demand."""
    text = text.strip()
    return _UPPER.match(text) is not None and _LETTERS.match(text) is not None


def is_predicated(text: str) -> bool:
    """Whether each demand of a text stands after what it depends on: "GET: M, SET: O"."""
    return _PREDICATES.fullmatch(" ".join(text.split())) is not None


def label_of(text: str) -> str:
    """The number of the condition that a text refers to and does not state, "C1"; empty where it does neither."""
    spelling = spelled(" ".join(text.split()))
    return spelling.label if spelling and not spelling.text else ""


def is_to_answer(text: str) -> bool:
    """Whether a text leaves room for an answer: "Yes/No", "[ ] yes [ ] no"."""
    return _TO_ANSWER.fullmatch(text) is not None


def is_open(text: str) -> bool:
    """Whether a text names several demands and does not say which holds: "M/O"."""
    return _OPEN.fullmatch(text) is not None


def word_of(text: str) -> str:
    """The letter of a text that is nothing but a word for a demand, "M" for "yes"; empty where it is not."""
    match = _WORD.fullmatch(text)
    return _WORDS[int(str(match.lastgroup)[1:])][0] if match else ""


def spelled(text: str) -> Spelling | None:
    """A text in one line in the language of demands; None where it begins neither with a letter nor with a word."""
    text = text.strip() if text.casefold().endswith("n.a.") else text.strip().rstrip(".;,")
    text = _ARTICLE.sub("", _DECLARED.sub(r"\1", text), count=1)
    if match := _PREDICATES.fullmatch(text):
        return Spelling(_by_predicates(match["pairs"], match["otherwise"] or "N/A"))
    if not is_code(text):
        return _in_words(text)
    text, remark = _without_remark(text)
    label = _LABEL.match(text)
    found = (spelled(text[label.end() :]) or Spelling(text[label.end() :])) if label else _by_letter(text)
    return found._replace(
        label=f"C{int(label[1])}" if label else found.label, remark=_joined(found.remark, remark), is_prose=False
    )


def _joined(*remarks: str) -> str:
    return "; ".join(filter(None, dict.fromkeys(remarks)))


def _in_words(text: str) -> Spelling | None:
    match = _WORD.match(text)
    if match is None:
        return None
    letter, remark, _ = _WORDS[int(str(match.lastgroup)[1:])]
    rest = text[match.end() :]
    if rest[:1] in {"/", "|"}:
        return None
    text, note = _without_remark(letter + rest)
    found = _by_letter(text)
    return found._replace(remark=_joined(remark, found.remark, note), is_prose=True)


def _without_remark(text: str) -> tuple[str, str]:
    """What stands behind a demand taken off, where that closes no parenthesis of a condition."""
    match = _AT_END.search(text)
    before = text[: match.start()].rstrip() if match else ""
    if match is None or not before or before.count("(") != before.count(")"):
        return text, ""
    return before, (match["mark"] or match["see"] or match["note"].strip("()")).strip()


def _by_letter(text: str) -> Spelling:
    """A demand from its letter on, with what stands right behind that as a remark."""
    if match := _IN_PARENTHESES.fullmatch(text):
        text = f"{match['letter']} {match['rest']}"
    remark = ""
    if match := _AFTER_LETTER.fullmatch(text):
        remark = (match["mark"] or match["note"] or "").strip()
        text = match["letter"] + match["rest"]
    return Spelling(_in_capitals(_by_conditions(text)), remark=remark)


def _in_capitals(text: str) -> str:
    """The letters at the beginning of a demand and behind "otherwise", as the language has them."""
    text = _in_numbers(text)
    first, blank, rest = text.partition(" ")
    bare = first.rstrip(":;,")
    return (bare.upper() + first[len(bare) :] if len(bare) == 1 or bare.casefold() == "n/a" else first) + blank + rest


def _in_numbers(text: str) -> str:
    """A choice at the beginning as O.1, however it is written."""
    match = _CHOICE.match(text)
    return f"O.{int(match[1])}{text[match.end() :]}" if match else text


def _by_conditions(text: str) -> str:
    """Each condition behind its demand: "M if a; otherwise O" for "IF a THEN M ELSE O"."""
    parts = []
    rest = text
    while match := _BY_CONDITION.fullmatch(rest.strip()):
        then = match["then"].strip(" ,;:")
        parts.append(f"{_letter(then)} if {match['condition'].strip(' ,;:')}")
        rest = _ELSE.sub("", match["otherwise"] or "", count=1).strip(" ,;:")
    if not parts:
        return text
    if rest:
        parts.append(f"otherwise {_letter(rest)}")
    return "; ".join(parts)


def _by_predicates(text: str, otherwise: str) -> str:
    """Each predicate behind its demand: "M if a; otherwise N/A" for "a: M", which asks nothing where it is not true."""
    pairs = (part.rpartition(":") for part in regex(r"[,;]").split(text))
    demands = [
        f"{_letter(demand.strip())} if {_IF.sub('', predicate.strip(), count=1)}" for predicate, _, demand in pairs
    ]
    return "; ".join([*demands, f"otherwise {_letter(otherwise)}"])


def _letter(text: str) -> str:
    """A demand in a condition, with its letter in the place of a word."""
    found = spelled(text)
    return found.text if found else text
