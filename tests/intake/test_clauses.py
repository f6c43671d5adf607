"""Clauses of sources: found by their headings, and taken from print with what stood there as a comment."""

from __future__ import annotations

from sphinx_dlmsprofile.intake.clauses import Section, directive_with, replacement, sections_of

_RST = """\
Scope
=====

One.

.. _sec-two:

Second
------

Two::

   Not
   ---

Third
-----
"""
_MD = """\
# Annex A (normative) Rules

(here)=
## *Second* one

```
# not one
```

Two.
"""


def _texts(name: str, text: str) -> list[tuple[tuple[str, ...], str, str]]:
    return [(each.path, each.label, text[each.start : each.end].strip()) for each in sections_of(name, text)]


def test_sections_of_both_markups() -> None:
    assert _texts("a.rst", _RST) == [
        (("scope",), "", "One."),
        (("scope", "second"), "sec-two", "Two::\n\n   Not\n   ---"),
        (("scope", "third"), "", ""),
    ]
    assert _texts("a.md", _MD) == [
        (("rules",), "", ""),
        (("rules", "second one"), "here", "```\n# not one\n```\n\nTwo."),
    ]


_OLD = """
Old *words*.

.. layer-stack:: Layers
   :name: fig-own

   A: b

.. list-table:: Values
   :name: tab-own

   * - 1
"""
_NEW = """
New words\\ [#n2]_.

.. figure:: figures/picture1.png
   :name: fig-layers

   Layers

.. list-table:: Values
   :name: tab-values

   * - 2

.. [#n2] At the foot.
"""


def _keep(name: str) -> str:
    section = Section(name, ("scope",), 0, 0)
    printed = {"a.rst": f"{_NEW}\n.. [#n1] No.\n"}
    old = _OLD if name.endswith(".rst") else _OLD.replace(".. layer-stack:: Layers", "```{layer-stack} Layers")
    kept = directive_with("a.rst", _OLD, "Layers")
    return replacement(section, old, _NEW, printed, lambda caption: kept if caption == "Layers" else None).text


def test_what_print_shows_unchanged_stays_and_labels_too() -> None:
    text = _keep("a.rst")
    new, _, comment = text.partition("..\n   What stood here before print was taken:\n")
    assert "New words\\ [#print2]_." in new
    assert ".. layer-stack:: Layers\n   :name: fig-own\n\n   A: b" in new
    assert ".. list-table:: Values\n   :name: tab-own\n\n   * - 2" in new
    assert new.count(".. [#print2] At the foot.") == 1
    assert "   Old *words*.\n" in comment
    assert "picture1" not in text


def test_in_markdown_the_rest_is_fenced() -> None:
    text = _keep("a.md")
    assert text.startswith("\n````{eval-rst}\nNew words\\ [#print2]_.\n````\n\n.. layer-stack:: Layers\n")
    assert "\n% What stood here before print was taken:\n% Old *words*.\n" in text
