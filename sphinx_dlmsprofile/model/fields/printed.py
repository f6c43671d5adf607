"""The text, clause by clause."""

from __future__ import annotations

from sphinx_dlmsprofile.model.fields.declaration import Shape, silent, within
from sphinx_dlmsprofile.model.printed import ClauseText, PrintedBlock

_BY_TEXT = "texts are compared block by block, beside the records"

SHAPES: dict[type, Shape] = {
    ClauseText: Shape(
        fields={
            "blocks": within("The blocks of the clause, without those of its subclauses."),
            "clause": silent("The id of the clause; null before the first heading.", _BY_TEXT, key="section"),
        }
    ),
    PrintedBlock: Shape(
        fields={
            "kind": silent(
                "paragraph, title, caption, cell, term, note, example, footnote, figure (a text in one), picture (its "
                "file and a digest), code, formula or raw.",
                _BY_TEXT,
            ),
            "text": silent(
                "Its words without markup: raised ones after ^, lowered ones after _, and numbers of references as "
                "they are printed.",
                _BY_TEXT,
            ),
            "label": silent(
                "What is printed before it, as Figure 2, 5.3.1 or a), of code the number of its first line; null where "
                "there is nothing.",
                "labels follow from the order",
            ),
            "cell": silent("Where it stands in a table, as B3, or B3:C4 of merged cells; null outside.", _BY_TEXT),
            "notes": silent("The words of the footnotes that the marks [*] in it lead to, in this order.", _BY_TEXT),
        }
    ),
}
