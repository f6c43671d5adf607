"""What is hidden does not count; what counts is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, edit, write
from tests.support import findings_of_command, run_command

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = """\
   .. figure:: x.svg
      :name: fig-{name}
      :alt: a box

      Figure of {name}

   A station of {name} shall never be published [#{name}]_.

   .. [#{name}] Footnote of {name}.

   .. sap-table:: SAPs of {name}

      client:
        0x20: Client of {name}

   .. index:: entry of {name}
"""
FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   body\n   annex\n   idx\n\n"
    ".. only:: internal\n\n   .. toctree::\n\n      notes\n",
    "body.rst": "Use of layers\n=============\n\n"
    ".. only:: internal\n\n"
    + HIDDEN.format(name="only")
    + "\n.. ifconfig:: level == 'internal'\n\n"
    + HIDDEN.format(name="ifconfig")
    + "\n.. todo::\n\n"
    + HIDDEN.format(name="todo")
    + """
.. only:: not internal

   .. figure:: x.svg
      :name: fig-public
      :alt: a box

      Public figure

Public text shall be :numref:`fig-public` [#public]_.

.. only:: html or internal

   A page shall be shown.

.. only:: html and internal

   Nothing shall be shown.

.. [#public] Public footnote.
""",
    "annex.rst": "Annex A (informative) Examples\n==============================\n\n"
    ".. only:: internal\n\n   Internal\n   --------\n\n   Text.\n\nPublic\n------\n\nText.\n",
    "idx.rst": "Index\n=====\n",
    "notes.rst": "Notes\n=====\n\nA note shall not be shown.\n",
}
CONF = """
extensions += ["sphinx.ext.ifconfig", "sphinx.ext.todo"]
level = "public"
def setup(app):
    app.add_config_value("level", "", "")
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES, CONF)


def _shown(built: Built) -> list[str]:
    return built.titles("body", "annex")


def _profile(built: Built) -> str:
    return (built.out / "profile.json").read_text("utf-8")


_NAMES = ("only", "ifconfig", "todo")
PUBLIC = [
    "1 Use of layers",
    "Figure 1 \u2013 Public figure",
    "Annex A (informative) Examples",
    "A.1 Public",
]


def test_numbers_provisions_and_records_are_those_of_what_is_shown(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out")
    assert _shown(built) == PUBLIC
    model = json.loads(_profile(built))
    assert [provision["text"].partition(" ")[0] for provision in model["provisions"]] == ["Public", "A"]
    assert model["sap_tables"] == []
    for name in _NAMES:
        assert f"of {name}" not in _profile(built), name
        assert f"of {name}" not in built.page("idx").text, name
    assert [mark.text for mark in built.page("body").select("a.footnote-reference")] == ["[1]"]
    assert "isn't included in any toctree" not in built.warnings, "notes.rst is left out, not forgotten"
    assert "Notes" not in _profile(built)


def test_a_tag_a_value_and_todos_show_it(source: Path, tmp_path: Path) -> None:
    options = ("-t", "internal", "-D", "level=internal", "-D", "todo_include_todos=1")
    built = build(source, tmp_path / "out", *options)
    captions = [title for title in _shown(built) if title.startswith("Figure")]
    assert captions == [f"Figure {number} \u2013 Figure of {name}" for number, name in enumerate(_NAMES, 1)]
    assert "A.1 Internal" in _shown(built)
    tables = json.loads(_profile(built))["sap_tables"]
    assert [table["caption"] for table in tables] == [f"SAPs of {name}" for name in _NAMES]
    assert "A note shall not be shown." in _profile(built)


def test_a_build_with_another_tag_reads_again_what_depends_on_it(source: Path, tmp_path: Path) -> None:
    clean = build(source, tmp_path / "clean")
    for options in (("-t", "internal"), ("-D", "level=internal"), ("-D", "todo_include_todos=1"), ("-j", "2")):
        with_more = build(source, tmp_path / "out", *options)
        assert _profile(with_more) == _profile(build(source, tmp_path / f"clean{options[-1]}", *options))
    assert build(source, tmp_path / "out").pages() == clean.pages()
    assert _profile(with_more) == _profile(clean)


def test_a_label_in_hidden_text_does_not_exist(source: Path, tmp_path: Path) -> None:
    edit(source / "body.rst", ".. [#public]", "See :ref:`fig-only`.\n\n.. [#public]")
    assert "undefined label: 'fig-only'" in build(source, tmp_path / "out").warnings


def test_commands_see_the_same_text(source: Path, tmp_path: Path) -> None:
    options = ("-t", "internal")
    built = build(source, tmp_path / "out", *options)
    status, exported, _ = run_command("export", str(source), *options)
    assert (status, exported) == (0, _profile(built))


def test_todos_are_listed_and_warned_of_as_before(source: Path, tmp_path: Path) -> None:
    (source / "conf.py").write_text((source / "conf.py").read_text("utf-8") + "todo_emit_warnings = True\n", "utf-8")
    assert build(source, tmp_path / "out").warnings.count("TODO entry found") == 1


def test_translators_get_all_texts_of_tags(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", builder="gettext")
    assert "A station of only shall never be published" in (tmp_path / "out" / "body.pot").read_text("utf-8")


def test_a_page_that_is_no_part_of_the_standard_is_not_judged(tmp_path: Path) -> None:
    readme = """\
    :orphan:

    For editors
    ===========

    QRST is our tool. A client shall copy this:

    .. sap-table:: Template of a table

       client:
         0x10: My client

    .. profile-title:: Part 8-98: ABC communication profile for local networks

    See :dlms:sap:`My client`.
    """
    files = {"index.rst": "Title\n=====\n\n.. toctree::\n\n   body\n", "body.rst": "Scope\n=====\n\nText.\n"}
    source = write(tmp_path / "source", {**files, "README.rst": readme})
    built = build(source, tmp_path / "out")
    assert "README" not in built.warnings
    assert "Template of a table" not in _profile(built)
    assert "README" not in _profile(built)
    assert built.page("README").select_one("p a.reference.internal") is not None


MARKDOWN = """\
# Rules

Text.

````{DIRECTIVE} WORD
Before the heading it shall not count.

## Hidden clause

A hidden station shall not count.

```{figure} x.svg
:name: hidden-figure
:alt: a box

Hidden figure
```
````

## Shown clause

Text.
"""


@pytest.mark.parametrize(("directive", "word"), [("only", "internal"), ("ifconfig", "level == 'internal'")])
def test_headings_in_hidden_markdown(tmp_path: Path, directive: str, word: str) -> None:
    """MyST-Parser puts them outside of what hides them."""
    body = MARKDOWN.replace("DIRECTIVE", directive).replace("WORD", word)
    files = {"index.rst": "Title\n=====\n\n.. toctree::\n\n   body\n", "body.md": body}
    source = write(tmp_path / "source", files, CONF)
    built = build(source, tmp_path / "out")
    assert built.titles("body") == ["1 Rules", "1.1 Shown clause"]
    assert json.loads(_profile(built))["provisions"] == []
    assert "ount" not in built.page("body").select_one("div.body").text  # type: ignore[union-attr]
    built = build(source, tmp_path / "out", "-t", "internal", "-D", "level=internal")
    shown = ["1 Rules", "1.1 Hidden clause", "Figure 1 \u2013 Hidden figure", "1.2 Shown clause"]
    assert built.titles("body") == shown
    assert len(json.loads(_profile(built))["provisions"]) == 2


def test_the_shown_one_of_alternatives_has_the_label(tmp_path: Path) -> None:
    alternatives = "".join(
        f""".. only:: {condition}

   .. _here:

   .. figure:: x.svg
      :name: fig-a
      :alt: a box

      Figure {condition}

   .. math:: a = b
      :label: eq

   .. glossary::

      window
         A time, {condition}.

"""
        for condition in ("internal", "not internal", "internal and draft")
    )
    markdown = "# Use\n\n" + "".join(
        f"```{{only}} {condition}\n(there)=\nText {condition}.\n```\n\n" for condition in ("not internal", "internal")
    )
    body = f"Scope\n=====\n\n{alternatives}See :numref:`fig-a`, :ref:`here`, :eq:`eq`, :term:`window`.\n"
    index = "Title\n=====\n\n.. toctree::\n\n   body\n   use\n"
    source = write(tmp_path / "source", {"index.rst": index, "body.rst": body, "use.md": markdown})
    for options, shown in (((), "not internal"), (("-t", "internal"), "internal")):
        built = build(source, tmp_path / "out", *options)
        assert "uplicate" not in built.warnings
        assert "undefined" not in built.warnings
        links = built.page("body").select("p a.reference.internal")
        assert [link.text for link in links] == ["Figure 1", f"Figure {shown}", "(1)", "window"]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("ifconfig:: levle == 'x'", "Exception occurred in ifconfig expression: NameError: name 'levle'"),
        ("ifconfig:: builder == nothing", "NameError: name 'nothing' is not defined"),
        ("ifconfig:: level ==", "SyntaxError: invalid syntax"),
        ("only:: internal or (", "exception while evaluating only directive expression"),
    ],
)
def test_a_condition_that_cannot_be_evaluated_is_one_finding(tmp_path: Path, condition: str, words: str) -> None:
    """Sphinx shows what stands in such an ``only``, and its own message in place of such an ``ifconfig``."""
    body = f"Rules\n=====\n\n.. {condition}\n\n   A client shall wait.\n\nText.\n"
    files = {"index.rst": "Title\n=====\n\n.. toctree::\n\n   body\n", "body.rst": body}
    source = write(tmp_path / "source", files, CONF)
    told = [each for each in findings_of_command(str(source)) if each["rule"] == "source-warning"]
    assert [(each["file"], each["line"]) for each in told] == [("body.rst", 4)]
    assert words in told[0]["message"]
    built = build(source, tmp_path / "out")
    assert built.warnings.count(words.partition(":")[0]) == 1
    assert len(json.loads(_profile(built))["provisions"]) == condition.startswith("only")
    assert ("A client shall wait" in built.page("body").text) == condition.startswith("only")
    again = build(source, tmp_path / "out")
    assert again.warnings.count(words) == 1
