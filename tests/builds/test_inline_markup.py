"""Markup within a line of Markdown has the same meaning in each output, and in what is read of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.publishing.losses import squeeze
from sphinx_dlmsprofile.publishing.typst.proof import proof
from sphinx_dlmsprofile.text.html import Tag, read_tag, shown_words
from tests.builds.building import build, text, write
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
# Markup

A station shall join\\
and shall stay at 10<sup>-3</sup> s of H<sub>2</sub>O in <b>bold *it*</b> <s>gone</s> <kbd>F1</kbd> <u>under</u>.

A <client> sends <b>3 octets. It costs $5 to $10, and $a_1$ is a formula.

$$ E = m c^2 $$

Term
: Definition

- [ ] open
- [x] done

| a         | b     |
|-----------|-------|
| one<br>two | <foo> |
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("markup") / "source", {"index.md": SOURCE}, 'project = "P"\n')


def test_web_page(source: Path) -> None:
    page = build(source, source.parent / "html").page("index")
    body = page.select_one("div.body")
    assert body is not None
    marked = {name: text(body.select_one(name)) for name in ("sup", "sub", ".dlms-struck", ".dlms-underlined", "dt")}
    assert marked == {"sup": "-3", "sub": "2", ".dlms-struck": "gone", ".dlms-underlined": "under", "dt": "Term"}
    assert "A <client> sends <b>3 octets. It costs $5 to $10, and" in text(body)
    assert len(body.select("br")) == 2
    assert [text(item) for item in body.select("li")] == ["☐ open", "☑ done"]
    assert len(body.select("div.math, span.math")) == 2


def test_text(source: Path) -> None:
    shown = " ".join(
        (build(source, source.parent / "text", builder="text").out / "index.txt").read_text("utf-8").split()
    )
    assert "A station shall join and shall stay at 10^-3 s of H_2O" in shown
    assert "one two" in shown
    assert "☑ done" in shown


def test_pdf(source: Path) -> None:
    built = build(source, source.parent / "pdf", builder="dlmspdf")
    shown = proof((built.out / "P.pdf").read_bytes()).text
    assert squeeze("A station shall join and shall stay at 10-3 s of H2O in bold it gone F1 under.") in shown
    assert squeeze("A <client> sends <b>3 octets. It costs $5 to $10, and") in shown
    assert "$$" not in shown


def test_provisions_read_a_line_break_as_a_space(source: Path, tmp_path: Path) -> None:
    write(tmp_path / "s", {"index.md": "# Scope\n\n# 2\n\n# 3\n\n# Fourth\n\n" + SOURCE[SOURCE.index("A station") :]})
    _, out, _ = run_command("export", str(tmp_path / "s"))
    assert "A station shall join and shall stay at 10^-3 s of H_2O in bold it gone F1 under." in out
    assert source.exists()


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("<client>", Tag("client", is_end=False, attributes="")),
        ("</B>", Tag("b", is_end=True, attributes="")),
        ("<br />\n", Tag("br", is_end=False, attributes="")),
        ('<span class="x">', Tag("span", is_end=False, attributes='class="x"')),
        ("<!-- x -->", None),
        ("<>", None),
        ("< b>", None),
    ],
)
def test_tags(written: str, tag: Tag | None) -> None:
    assert read_tag(written) == tag


@pytest.mark.parametrize(
    ("written", "is_html"),
    [("<b>", True), ("<b and c>", False), ("<input checked>", True), ("<x>", False), ("<a href='x'>", True)],
)
def test_elements_of_html(written: str, is_html: bool) -> None:  # noqa: FBT001
    tag = read_tag(written)
    assert tag is not None
    assert tag.is_html is is_html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <b>two</b>&amp;</p>", "One two &"),
        ("<!-- one -->", ""),
        ("<!-- one --> two <!-- three -- four -->", "two"),
        ("<style>p {}</style><script>x()</script>", ""),
        ('<img src="x">', "a picture"),
        ("<hr>", ""),
    ],
)
def test_what_a_browser_shows(html: str, words: str) -> None:
    assert shown_words(html) == words


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<a ", "-", "<b and", "<a x='"])
def test_long_html_takes_no_time(piece: str) -> None:
    for count in (1_000, 50_000):
        shown_words(piece * count)
        read_tag("<a " + piece * count)


TODO = """\
Title
=====

.. todo:: Write W1.

| first W2
|
| second W3

No reference. W4

.. [#] Loose W5
"""


def test_nodes_of_others_and_loose_notes_in_the_pdf(tmp_path: Path) -> None:
    conf = 'project = "P"\nextensions.append("sphinx.ext.todo")\ntodo_include_todos = True\ndlms_standard = False\n'
    built = build(write(tmp_path / "s", {"index.rst": TODO}, conf), tmp_path / "out", builder="dlmspdf")
    shown = proof((built.out / "P.pdf").read_bytes()).text
    assert [word for word in ("w1", "w2", "w3", "w4", "w5") if word not in shown] == []
    assert "todonode" not in shown
    assert "TODO" in shown.upper()
    assert "[dlms.pdf]" not in built.warnings


ATTRIBUTES = """\
# Markup

An <abbr title="access point">AP</abbr> shall **<span title="later">wait</span>** 10<sup class="x">-3</sup> s, see
<a href="https://example.org/x">there</a>, <kbd title="a key">F1</kbd>, <q>so it says</q>,
<ruby>base<rp>(</rp><rt>reading</rt><rp>)</rp></ruby>.
"""


def test_what_attributes_of_tags_say_is_in_each_output(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.md": ATTRIBUTES}, 'project = "P"\n')
    body = build(source, tmp_path / "html").page("index").select_one("div.body")
    assert body is not None
    assert {text(each): each["title"] for each in body.select("abbr")} == {
        "AP": "access point",
        "wait": "later",
        "F1": "a key",
    }
    assert [link["href"] for link in body.select("a.external")] == ["https://example.org/x"]
    assert text(body.select_one("sup.x")) == "-3"
    said = "“so it says”, base (reading)."
    assert said in text(body)
    pdf = proof((build(source, tmp_path / "pdf", builder="dlmspdf").out / "P.pdf").read_bytes())
    assert squeeze("AP (access point) shall wait (later) 10-3 s, see there, F1 (a key), " + said) in pdf.text
    plain = (build(source, tmp_path / "text", builder="text").out / "index.txt").read_text("utf-8")
    assert "10^-3 s" in " ".join(plain.split())
