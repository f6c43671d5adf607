"""Rules on what some of the readers would not get to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.blocks import printed_markup
from sphinx_dlmsprofile.analysis.glyphs import without_glyph
from sphinx_dlmsprofile.model.lost_text import AddedFont, DamagedPicture, FormulaSigns, Loss, LostText
from sphinx_dlmsprofile.model.prose import Literal
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.bounded import shortened
from sphinx_dlmsprofile.text.glyphs import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_NAMED = 8
"""How many characters a message names."""

_REMEDIES = {
    "subscript": "write it with the role sub",
    "superscript": "write it with the role sup",
    "struck text": "take it out, or write <s>…</s> in Markdown",
    "a formula": "write it with the directive math",
    "a list": 'begin a list with "1)" in Markdown, or with "a)" in the directive eval-rst',
    "a role of reStructuredText": "write the role in braces, as {ref}, and its text in backquotes",
    "a directive of reStructuredText": "write it as MyST does, ```{name}, or in the directive eval-rst",
    "a directive": "write a space after the two points",
    "a role of MyST": "write the role between colons, as :ref:, and its text in backquotes",
    "a role within a role": "roles do not nest: end the outer one before it, and begin it again after it",
    "an entity of HTML": "write the sign itself",
    "a note of GitHub": "use the directive note",
    "marked text": "take the signs out, or emphasise it with *…*",
    "a field": "write a list of terms, or use the directive eval-rst",
    "a caption of Pandoc": "write the table in the directive table, with its caption",
    "attributes": "take it out, or switch on attrs_block and attrs_inline in myst_enable_extensions",
    "a note of MkDocs": "use the directive note",
    "a note of Pandoc": "write the name in braces, as :::{note}",
    "a link of a wiki": "refer to a label with the role ref",
    "a citation of Pandoc": "cite a reference with the role std",
    "a footnote of Markdown": "write [#name]_ in reStructuredText, or the text of the footnote, [^name]: …",
    "a footnote of Pandoc": "write [#name]_ in reStructuredText, [^name] in Markdown, and its text below",
    "contents of Markdown": "take it out: each output makes its contents",
    "a command of a template": "take it out, or write what it would make",
    "a variable": "write its value, or define it with the directive constants",
    "a picture of Markdown": "use the directive figure or image",
    "a link of Markdown": "write `text <address>`__ in reStructuredText, or refer to a label with the role ref",
    "a heading of Markdown": "underline the heading in reStructuredText",
    "an abbreviation of Markdown": "use the directive abbreviations",
    "a command of LaTeX": "write it in the markup of the text, or take it out",
    "a substitution": "write the words, or switch on the extension substitution of MyST",
}

_LOST = {
    Loss.WEB_ONLY: "is HTML, which web pages alone show: write it in the markup of the text",
    Loss.OTHER_FORMAT: 'is for "{name}" alone, and in no other output: write it in the markup of the text',
    Loss.COMMENT: 'is read as a comment: write "{name}::" with two colons and a space, or take it out',
    Loss.FILE_DATA: "is at the top of its file, and so is data that no page shows: "
    "write a heading or a sentence above it",
    Loss.PAGE_HEAD: "is in the {name} of pages, which no output shows: write it into the text",
    Loss.PLAIN_FENCE: 'stands in a block without meaning: write ":::{{{name}}}", with braces, for the directive',
    Loss.CELL_BREAK: "divides cells of a notebook, and is not shown: take the plus signs out",
    Loss.SECTION_NUMBER: "is for numbers that sectnum would print: headings have those of their clauses, take it out",
    Loss.BEYOND_COLUMNS: "is beyond the last column of its table, and is dropped: "
    'write "\\|" for a bar in a cell, or add a column',
    Loss.PICTURE_TITLE: "is the title of a picture, which no output shows: make it the caption of a figure",
    Loss.LINK_TITLE: "is the title of a link, which web pages alone show, on pointing at it: write it into the text",
    Loss.LOOSE_WORDS: "stands in a formula, which prints no blanks between words: write \\text{{…}} around them",
    Loss.OPEN_FORMULA: "is set as a formula, without its blanks, since it stands between two dollars: "
    'write "\\$" for a dollar in the text',
    Loss.NO_FORM: "has no form in the PDF: give the picture as an SVG file",
    Loss.AS_TYPED: 'reads as HTML: write "\\{words}" if it is meant as text',
}
"""What became of a text, and what to write instead."""


@rule("text-lost", "all clauses", WARNING)
def text_lost(project: Project) -> Iterator[Fault]:
    r"""A text or picture is in the web pages only or in no output, or reads as HTML.

    What is written as HTML, as a block in Markdown or with ``raw``, is not in the PDF, and no rule and
    no comparison of editions reads it; a drawing of another extension may have no form for paper. What is
    for LaTeX or another format is shown nowhere else, as are fields at the top of a file, ``header`` and ``footer``,
    what ``sectnum`` would print around numbers, and a directive whose colons are wrong, which is a comment. What
    stands below ``only`` is left alone.

    Within a line of Markdown, ``<br>``, ``<sub>``, ``<sup>``, ``<b>``, ``<i>``, ``<u>``, ``<s>``, ``<q>``, ``<code>``,
    ``<a href>`` and ``<abbr title>`` are in each output; ``<client>`` is none of HTML's, and is printed as it was
    typed. A backslash before it says that this is meant. A row of a table in Markdown has as many cells as its head:
    what stands beyond is dropped, and each bar ends a cell, even in code.

    A formula prints no blanks between its letters: words in it belong in ``\text{…}``. In Markdown, two dollars may
    make a formula of the words between them; a dollar of the text is written ``\$``.

    Bad (in 1)::

        .. raw:: html

           <p>Stations shall keep their time.</p>

    Good (in 1)::

        Stations shall keep their time.
    """
    for lost in project.of(LostText):
        words = shortened(lost.words)
        yield Fault(lost.at, f'"{words}" {_LOST[lost.loss].format(name=lost.name, words=words)}')


@rule("picture-damaged", "all clauses", WARNING)
def picture_damaged(project: Project) -> Iterator[Fault]:
    """The file of a picture is cut off, empty, not well-formed, or of another kind than its name says.

    Web pages show a broken frame in its place, and the PDF its name; what one reader can still draw, another
    cannot. PNG, JPEG, GIF, WebP and SVG files are looked at. A file that does not exist is reported by
    :rule:`editorial-image-missing`.

    Bad:

    .. code-block:: xml

        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="12">joined</svg>

    Good:

    .. code-block:: xml

        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="12">joined</text></svg>
    """
    told: set[str] = set()
    for picture in project.of(DamagedPicture):
        if picture.name not in told:
            told.add(picture.name)
            yield Fault(picture.at, f'the picture "{shortened(picture.name)}" cannot be shown: {picture.fault}')


@rule("markup-unread", "all clauses", WARNING)
def markup_unread(project: Project) -> Iterator[Fault]:
    r"""A text holds markup of another dialect, and is printed as it was typed.

    ``H~2~O``, ``10^3^``, ``~~struck~~`` and lists with ``a)`` are markup elsewhere in Markdown, roles and
    directives of reStructuredText are none in MyST, and those of MyST none in reStructuredText. ``[!NOTE]`` is
    GitHub's, and ``{{ name }}`` needs an extension of MyST. Links, pictures and headings of Markdown are none in
    reStructuredText; what Pandoc, MkDocs, LaTeX and templates have besides is none in both. Entities such as
    ``&nbsp;`` are signs in Markdown alone, and a role within a role is none anywhere.

    Bad (in 1)::

        The sensor measures H~2~O.

    Good (in 1)::

        The sensor measures H\ :sub:`2`\ O.
    """
    for block, (typed, meaning) in project.found(printed_markup):
        nested = meaning == "a role of MyST" and block.at.source.endswith(".md")
        remedy = _REMEDIES["a role within a role" if nested else meaning]
        yield Fault(block.at, f'"{shortened(typed)}" is printed as typed: {remedy}')


@rule("glyph-missing", "all clauses", WARNING)
def glyph_missing(project: Project) -> Iterator[Fault]:
    """No font of the PDF has a character.

    The PDF shows a blank or a box there, in a text as in a drawing or formula. Arimo, which has Latin, Greek and
    Cyrillic letters and many signs, comes with this package; others come with Typst. ``dlms_pdf_fonts`` adds your own.

    Bad (in 1)::

        The stations of 中国 take part.

    Good (in 1)::

        The stations of China take part.
    """
    found = [(block.at, signs) for block, signs in project.found(without_glyph)]
    found += [(literal.at, signs) for literal in project.of(Literal) if (signs := lacking(literal.text))]
    found += [(formula.at, signs) for formula in project.of(FormulaSigns) if (signs := lacking(formula.signs))]
    added = [bounds for font in project.of(AddedFont) for bounds in font.ranges]
    for at, signs in found:
        if left := "".join(sign for sign in signs if not any(a <= ord(sign) <= b for a, b in added)):
            yield Fault(at, _without(left))


def _without(signs: str) -> str:
    named = ", ".join(f"U+{ord(sign):04X}" for sign in signs[:_NAMED]) + (", …" if len(signs) > _NAMED else "")
    return f'no font of the PDF has "{signs[:_NAMED]}" ({named}): write it otherwise, or add a font with dlms_pdf_fonts'
