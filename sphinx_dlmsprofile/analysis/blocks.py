"""What can be found in a block of text by that block alone: looked for while its document is read."""

from __future__ import annotations

from html.entities import name2codepoint
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.typed import typed_references
from sphinx_dlmsprofile.analysis.claims.typed_labels import wrong_labels
from sphinx_dlmsprofile.analysis.editorial.compounds import hyphened
from sphinx_dlmsprofile.analysis.editorial.remarks import typed_remarks
from sphinx_dlmsprofile.analysis.glyphs import without_glyph
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.template.wording import holds_wording, is_suspect, passages_in
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.template.fingerprints import Passage

_SPACING = "newpage|pagebreak|clearpage|noindent|bigskip|vspace|hspace"
_STYLES = "textbf|textit|emph|cite|ref|label|footnote|section"
_MATHS = "equation|align|gather|multline|eqnarray"
_ROLES = "ref|numref|doc|term|eq|math|sub|sup|abbr|std|prov|any|code|cosem|obis|emphasis|strong|literal|kbd|samp|file"
_ENTITIES = "|".join(name2codepoint)
_NUMBER_SIGN = "#"
"""Begins a heading of Markdown; in a cell it says "number"."""

_DIALECTS = (
    ("~", regex(r"(?<![\w~])[A-Za-z]+~(?:\d{1,3}~(?!~)|[a-z]{1,4}~(?![\w~]))"), "subscript"),
    ("^", regex(r"(?<![\w^])\w+\^(?:[+\u2212-]?\d{1,3}\^|[a-z]{1,3}\^(?!\w))"), "superscript"),
    ("~~", regex(r"(?<![\w~])~~\w[^~]{0,80}~~(?!~)"), "struck text"),
    ("==", regex(r"(?<![\w=])==\w(?:[^=]{0,80}\w)?==(?![\w=])"), "marked text"),
    ("$$", regex(r"\$\$[^$]+\$\$|^\$\$(?!\$)|(?<!\$)\$\$$"), "a formula"),
    ("\\begin", regex(rf"\\begin\{{(?:{_MATHS})\*?\}}"), "a formula"),
    (
        "&",
        regex(rf"&(?:#[0-9]{{1,7}}|#x[0-9A-Fa-f]{{1,6}}|{_ENTITIES});|(?<!\w)&[a-z]{{2,8}}[0-9]{{0,2}};"),
        "an entity of HTML",
    ),
    (":`", regex(r"(?<![\w:]):(?:[a-z]+:)?[a-z]+:`(?=\S)"), "a role within a role"),
    (f":{OPAQUE}", regex(rf"(?<![\w:]):(?:[a-z]+:)?[a-z]+:(?={OPAQUE})"), "a role of reStructuredText"),
    (".. ", regex(r"(?<![.\w])\.\. [a-z:-]+::(?!\S)"), "a directive of reStructuredText"),
    ("::", regex(r"^\.\.[a-z-]+::(?!\S)"), "a directive"),
    (": ", regex(r"^:[A-Za-z][\w -]{0,40}:(?= \S)"), "a field"),
    (": ", regex(r"^: (?=\S)"), "a caption of Pandoc"),
    (
        "{",
        regex(rf"\{{(?:dlms:[a-z]+|{_ROLES})\}}(?=[^\W_]|[{OPAQUE}`<~!])"),
        "a role of MyST",
    ),
    ("{", regex(r"(?:^|\]|\s)\{:?\s?[.#][A-Za-z][\w:.-]*(?: +[.#]?[A-Za-z][\w:.=%\"-]*)*\s?\}(?!\w)"), "attributes"),
    ("[!", regex(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]"), "a note of GitHub"),
    ("!!!", regex(r"^!!! [a-z]+"), "a note of MkDocs"),
    (":::", regex(r"^:::+ ?[a-z]+"), "a note of Pandoc"),
    ("{{", regex(r"\{\{ *[A-Za-z_]\w* *\}\}"), "a substitution"),
    ("[[", regex(r"\[\[[A-Za-z_][\w |#/-]*\]\]"), "a link of a wiki"),
    ("[@", regex(r"\[@[A-Za-z][\w:.-]*\]"), "a citation of Pandoc"),
    ("^[", regex(r"(?<![\d)])\^\[(?=[^\[\] ]{0,80} )[^\[\]]{1,200}\]"), "a footnote of Pandoc"),
    ("[^", regex(r"\[\^[\w-]{1,40}\]"), "a footnote of Markdown"),
    ("](", regex(r"!\[[^\[\]]{0,200}\]\([^()\s]+\)"), "a picture of Markdown"),
    (
        "](",
        regex(r"(?<![\w\]])\[[^\[\]]{1,200}\]\((?=[^()\s]{0,300}[./#][A-Za-z])[^()\s]{1,300}\)"),
        "a link of Markdown",
    ),
    (_NUMBER_SIGN, regex(r"^#+ (?=\S)"), "a heading of Markdown"),
    ("[TOC]", regex(r"^\[TOC\]$"), "contents of Markdown"),
    ("{%", regex(r"\{%-? *\w[^{}%]{0,100}%\}"), "a command of a template"),
    ("${", regex(r"\$\{[A-Za-z_][\w.]{0,40}\}"), "a variable"),
    ("*[", regex(r"^\*\[[^\[\]]{1,40}\]:(?= )"), "an abbreviation of Markdown"),
    ("\\", regex(rf"(?<![\w\\])\\(?:(?:{_SPACING})\b|(?:{_STYLES})\{{)"), "a command of LaTeX"),
)
"""Markup that neither reStructuredText nor MyST takes for any, as they are set up here; each with a sign of it."""

_LISTED = regex(r"a\) [^)]+ b\) |i\) [^)]+ ii\) |a\. [^.]+ b\. |A\. [^.]+ B\. |i\. [^.]+ ii\. ")
_ITEM = regex(r"[ab][.)] \S")

_SHORTEST_PASSAGE = 24
"""In characters: passages are never shorter."""


@analysis
def unfilled(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, ...]]]:
    """The texts that hold placeholders, with these."""
    for block in blocks:
        if found := placeholders(block.text):
            yield block, found


@analysis
def printed_markup(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, str]]]:
    """The texts that hold markup of another dialect, which is printed as typed, with the first and what it means."""
    item: TextBlock | None = None
    for block in blocks:
        text = block.text
        no_sign = _NUMBER_SIGN if block.kind is TextKind.CELL else None
        matches = (
            (pattern.search(text), meaning) for sign, pattern, meaning in _DIALECTS if sign in text and sign != no_sign
        )
        found = next(((match[0], meaning) for match, meaning in matches if match), None)
        if found:
            yield block, found
        elif block.kind is TextKind.PARAGRAPH and (match := _LISTED.match(block.text)):
            yield block, (match[0].rstrip(), "a list")
        # Items that are paragraphs of their own.
        first, item = item, block if block.kind is TextKind.PARAGRAPH and _ITEM.match(block.text) else None
        if first and item and first.text[0] == "a" and item.text[0] == "b":
            yield first, (first.text[:2], "a list")


@analysis
def passages_left(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Passage]]:
    """The texts that hold a passage which the template asks its author to remove, with the first."""
    prints = fingerprints()
    for block in blocks:
        if len(block.text) > _SHORTEST_PASSAGE and (passage := next(passages_in(block.text, prints), None)):
            yield block, passage


class Ordered(NamedTuple):
    """A paragraph that may hold wording that the template orders; ``mostly`` says that most of it is that."""

    text: str
    mostly: bool


@remembered
def may_hold_wording(text: str) -> bool:
    """Whether a text may hold wording that the template orders."""
    return is_suspect(text, fingerprints())


@analysis
def ordered_wording(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Ordered]]:
    """The paragraphs that may hold wording that the template orders."""
    for block in blocks:
        if block.kind is TextKind.PARAGRAPH and may_hold_wording(block.text):
            yield block, Ordered(block.text, holds_wording(block.text, fingerprints()))


@analysis
def inserted_wording(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, bool]]:
    """The texts that a directive has inserted as the template words them."""
    return ((block, True) for block in blocks if block.mandated)


_SMALL = regex(r"\b[a-z]{4,6}\b")
"""A word in small letters that could be an abbreviation in capitals."""


@analysis
def small_words(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, ...]]]:
    """Short words in small letters, where a document first has them."""
    seen: set[str] = set()
    for block in blocks:
        if found := set(_SMALL.findall(block.text)) - seen:
            seen |= found
            yield block, tuple(sorted(found))


EARLY = (
    unfilled,
    printed_markup,
    passages_left,
    ordered_wording,
    inserted_wording,
    small_words,
    without_glyph,
    typed_references,
    wrong_labels,
    hyphened,
    typed_remarks,
)
"""The analyses that need nothing besides the blocks."""
