"""The edits of typed references: applied to the source, they write roles and leave all else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Edit

_RST = """\
.. _sec-scope:

Scope
=====

{text}

.. csv-table:: One
   :name: tab-one

   A, 1

.. csv-table:: Two
   :name: tab-two

   B, 2

.. figure:: x.png
   :name: fig-one

   Drawing

.. math:: l = 5
   :label: length

.. _sec-below:

Lengths
-------

Text.

.. _annex-more:

Annex A (informative) More
==========================

Text.
"""
_MYST = """\
(sec-scope)=
# Scope

{text}

```{{csv-table}} One
:name: tab-one

A, 1
```

```{{csv-table}} Two
:name: tab-two

B, 2
```

```{{figure}} x.png
:name: fig-one

Drawing
```

```{{math}}
:label: length

l = 5
```

(sec-below)=
## Lengths

Text.

(annex-more)=
# Annex A (informative) More

Text.
"""
CASES = {
    "in the middle": ("The limits in Table 1, and others.", "The limits in [numref|tab-one], and others."),
    "at the beginning": ("Figure 1 draws it.", "[numref|fig-one] draws it."),
    "the second of two": (
        "Table 1 and, elsewhere, Table 1 again.",
        "[numref|tab-one] and, elsewhere, [numref|tab-one] again.",
    ),
    "a range": ("Tables 1 to 2 hold.", "[numref|tab-one] to [numref|tab-two] hold."),
    "each with its word": ("Table 1 and Table 2 hold.", "[numref|tab-one] and [numref|tab-two] hold."),
    "over two lines": ("The limits in Table\n1 hold.", "The limits in [numref|tab-one] hold."),
    "in the second line": ("The limits\nin (Table 2) hold.", "The limits\nin ([numref|tab-two]) hold."),
    "beside other markup": (
        "*Often* ``Table 1`` or **so**, see Annex A.",
        "*Often* ``Table 1`` or **so**, see [numref|annex-more].",
    ),
    "a clause by its number": ("As in 1.1, see 1.1.", "As in [numref|sec-below], see [numref|sec-below]."),
    "a clause by its word": ("Clause 1 says it.", "[numref|sec-scope] says it."),
    "a formula": ("It follows from equation (1).", "It follows from equation [eq|length]."),
    "in a list": ("- one\n- the other, see Figure 1", "- one\n- the other, see [numref|fig-one]"),
    "in a quotation": ("   Quoted, see Figure 1.", "   Quoted, see [numref|fig-one]."),
    "with an accent before it": ("Délais à part, Table 2 holds.", "Délais à part, [numref|tab-two] holds."),
}
"""What is written, and what is to be written; roles as [role|label]."""


def _applied(text: str, edits: list[Edit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.start.line, edit.start.column or 0), reverse=True):
        first, last = edit.start.line - 1, edit.end.line - 1
        before, after = (edit.start.column or 0) - 1, (edit.end.column or 0) - 1
        joined = lines[first][:before] + edit.replacement + lines[last][after:]
        lines[first : last + 1] = [joined]
    return "\n".join(lines)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("markup", ["rst", "md"])
def test_edits(name: str, markup: str, tmp_path: Path) -> None:
    written, wanted = CASES[name]
    if markup == "md":
        written, wanted = (text.replace("   Quoted", "> Quoted").replace("``", "`") for text in (written, wanted))
    role = "{\\1}`\\2`" if markup == "md" else ":\\1:`\\2`"
    frame = _MYST if markup == "md" else _RST
    source = frame.format(text=written)
    findings = [each for each in check(Source({f"index.{markup}": source}), tmp_path) if each.rule == "typed-reference"]
    edits = [each.edit for each in findings if each.edit]
    assert edits
    assert [each.at for each in findings] == [edit.start for edit in edits]
    assert _applied(source, edits) == frame.format(text=re.sub(r"\[(\w+)\|([\w-]+)\]", role, wanted))


def test_an_edit_that_prints_the_same_is_safe(tmp_path: Path) -> None:
    source = _RST.format(text="See Table 1.\n\nSee Tables 1 and 2.\n\nSee Subclause 1.1.")
    findings = check(Source({"index.rst": source}), tmp_path)
    edits = [each.edit for each in findings if each.rule == "typed-reference" and each.edit]
    assert [(edit.replacement, edit.safe) for edit in edits] == [
        (":numref:`tab-one`", True),
        (":numref:`tab-one` and :numref:`tab-two`", False),
        (":numref:`sec-below`", False),
    ]
