"""However a standard is edited, a build that reads what has changed says and shows what a clean one does."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.sphinx.building import analysis_cache, findings_cache
from sphinx_dlmsprofile.sphinx.common.cache_file import load
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts
from tests.builds.building import Built, build, write
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_dlmsprofile.sphinx.reading.document_texts import PlacedText

CLAUSES = ("terms", "layers", "addressing", "annex")
PAGES = {
    "index.rst": "A profile\n=========\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in CLAUSES),
    "terms.rst": """\
        Terms, definitions and abbreviated terms
        ========================================

        Terms and definitions
        ---------------------

        .. term:: meter

           definition: device that measures

        Abbreviated terms
        -----------------

        .. abbreviations::

           NAN: neighbourhood area network
        """,
    "layers.rst": "Layers\n======\n\nA meter on a NAN shall follow IEC 62056-5-3. See Annex A.\n",
    "addressing.md": "# Addressing\n\nThe client may use the QXZ.\n\n## Below\n\nText.\n",
    "annex.rst": "Annex A (informative) Examples\n==============================\n\nA device joins, tbd.\n",
}
SENTENCES = (
    "The server shall answer.",
    "The PQR is described in ISO 9999:2001, 4.2.",
    "It is tbd by whom.",
    "See Annex A and Annex C.",
    "This Technical Report is about a meter.",
    "A NAN and a RF mesh; the words nan and qxz are small.",
    "A server and a device use the NAN, see 1.1.",
    "The installer should see IEC 62056-5-3:1999.",
)


def add_sentence(source: Path, chance: random.Random) -> None:
    path = source / chance.choice(sorted(PAGES))
    path.write_text(f"{path.read_text('utf-8')}\n{chance.choice(SENTENCES)}\n", "utf-8")


def take_sentence(source: Path, chance: random.Random) -> None:
    path = source / chance.choice(sorted(PAGES))
    lines = path.read_text("utf-8").split("\n")
    found = [place for place, line in enumerate(lines) if line.endswith(".") and not line.startswith(" ")]
    if found:
        del lines[chance.choice(found)]
    path.write_text("\n".join(lines), "utf-8")


def add_heading(source: Path, chance: random.Random) -> None:
    path = source / "layers.rst"
    title = f"Part {chance.randrange(100)}"
    path.write_text(f"{path.read_text('utf-8')}\n{title}\n{'-' * len(title)}\n\n{SENTENCES[0]}\n", "utf-8")


def shift_lines(source: Path, chance: random.Random) -> None:
    path = source / chance.choice(("layers.rst", "annex.rst"))
    path.write_text(f".. A comment.\n\n{path.read_text('utf-8')}", "utf-8")


def change_order(source: Path, chance: random.Random) -> None:
    order = list(CLAUSES)
    chance.shuffle(order)
    listed = "".join(f"   {name}\n" for name in order)
    (source / "index.rst").write_text(f"A profile\n=========\n\n.. toctree::\n\n{listed}", "utf-8")


def add_term(source: Path, chance: random.Random) -> None:
    path = source / "terms.rst"
    term = f".. term:: {chance.choice(('server', 'client', 'device'))}\n\n   definition: what {chance.random()} is\n"
    path.write_text(path.read_text("utf-8").replace("Abbreviated", f"{term}\nAbbreviated", 1), "utf-8")


def touch(source: Path, chance: random.Random) -> None:
    (source / chance.choice(sorted(PAGES))).touch()


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(add_sentence, add_sentence, take_sentence, add_heading),
    *(shift_lines, change_order, add_term, touch),
)


def remove(out: Path) -> None:
    """Forget a build, with what it has kept."""
    for directory in (out, out.with_name(f"{out.name}.doctrees")):
        shutil.rmtree(directory, ignore_errors=True)


def told(built: Built) -> tuple[int, str, bytes, dict[str, bytes]]:
    """What a build says and shows."""
    pages = {name: page for name, page in built.pages().items() if name != "search.html"}
    pages["index of names"] = (built.out / "_static" / "standard-index.js").read_bytes()
    return built.status, built.warnings, (built.out / "profile.json").read_bytes(), pages


@pytest.mark.parametrize("seed", range(3))
def test_any_edits(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where processes share what analyses look at, as they do in long standards."""
    monkeypatch.setattr(analysis_cache, "WORTH_SHARING", 0)
    chance = random.Random(seed)
    source = write(tmp_path / "source", PAGES)
    build(source, tmp_path / "out")
    for number in range(4):
        for edit in chance.sample(EDITS, chance.choice((1, 1, 2))):
            edit(source, chance)
        options = ("-j", "2") if number % 2 else ()
        changed = told(build(source, tmp_path / "out", *options))
        remove(tmp_path / "clean")
        assert changed == told(build(source, tmp_path / "clean")), f"edit {number}"
        assert told(build(source, tmp_path / "out")) == changed, f"no-op after edit {number}"


SNIPPETS = ROOT / "docs" / "snippets"
"""The manual shows each directive and each role."""


def change_number(text: str, chance: random.Random) -> str:
    found = chance.choice(list(re.finditer("[0-9]+", text)) or [re.search("$", text)])
    assert found
    return f"{text[: found.start()]}{chance.randrange(300)}{text[found.end() :]}"


def change_word(text: str, chance: random.Random) -> str:
    words = list(re.finditer("[A-Za-z]{2,}", text))
    one, other = chance.choice(words), chance.choice(words)
    return f"{text[: one.start()]}{other[0]}{text[one.end() :]}"


def take_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines) + "\n"


def repeat_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    place = chance.randrange(len(lines))
    return "\n".join([*lines[:place], lines[place], *lines[place:]]) + "\n"


WITHIN = (change_number, change_number, change_word, change_word, take_line, repeat_line)


def found_and_shown(built: Built) -> tuple[object, ...]:
    """What a build finds, writes and shows; what Sphinx itself warns of a document, it says when it reads it."""
    kept = load(built.out.with_name(f"{built.out.name}.doctrees") / findings_cache.NAME, package_digest())
    assert kept
    _, _, *others = told(built)
    return built.status, kept.findings, *others


@pytest.mark.parametrize(("seed", "markup"), [(0, "rst"), (1, "md")])
def test_any_edits_of_all_kinds_of_records(tmp_path: Path, seed: int, markup: str) -> None:
    """Each document of one kind of record is edited once, many at a time."""
    chance = random.Random(seed)
    names = sorted(path.stem for path in SNIPPETS.glob(f"*.{markup}"))
    data = {path.name: path.read_text("utf-8") for path in SNIPPETS.iterdir() if path.suffix in {".yaml", ".svg"}}
    pages = {f"{name}.{markup}": (SNIPPETS / f"{name}.{markup}").read_text("utf-8") for name in names}
    root = "\n".join(["All", "===", "", ".. toctree::", "", *(f"   {name}" for name in names), ""])
    source = write(tmp_path / "source", {"index.rst": root, **data, **pages})
    build(source, tmp_path / "out")
    chance.shuffle(names)
    for number in range(2):
        for name in names[number::2]:
            path = source / f"{name}.{markup}"
            path.write_text(chance.choice(WITHIN)(path.read_text("utf-8"), chance), "utf-8")
        options = ("-j", "2") if number % 2 else ()
        changed = found_and_shown(build(source, tmp_path / "out", *options))
        remove(tmp_path / "clean")
        assert changed == found_and_shown(build(source, tmp_path / "clean")), f"edit {number}"
        assert found_and_shown(build(source, tmp_path / "out")) == changed, f"no-op after edit {number}"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of the documents whose texts are opened."""
    names: list[str] = []
    original = DocumentTexts.open

    def noted(self: DocumentTexts) -> list[PlacedText]:
        texts = original(self)
        names.extend(block.at.source for block, _ in texts[:1])
        return texts

    monkeypatch.setattr(DocumentTexts, "open", noted)
    return names


def test_texts_are_opened_where_they_have_changed(tmp_path: Path, opened: list[str]) -> None:
    """Annex A is a clause of the template that some rules read as a whole; what others ask of one is kept."""
    letters = "CDEFG"
    others = {"foreword.rst", "annex-b.rst", *(f"annex-{letter}.rst" for letter in letters)}
    page = f"Annex (informative) More\n{'=' * 24}\n\n{SENTENCES[0]}\n"
    pages = {**PAGES, **dict.fromkeys(sorted(others), page), "foreword.rst": "FOREWORD\n========\n\nBy the SC 13.\n"}
    listed = "".join(f"   annex{name}\n" for name in ("", "-b", *(f"-{letter}" for letter in letters)))
    pages["index.rst"] = PAGES["index.rst"].replace("   annex\n", listed).replace("   terms", "   foreword\n   terms")
    pages["layers.rst"] += f"\nSee Annexes {', '.join(letters)}.\n"
    source = write(tmp_path / "source", pages)
    build(source, tmp_path / "out", builder="dlmscheck")
    assert set(opened) > others
    opened.clear()
    path = source / "annex-E.rst"
    path.write_text(f"{path.read_text('utf-8')}\nThe WXY helps.\n", "utf-8")
    assert 'annex-E.rst:6: ERROR: "WXY"' in build(source, tmp_path / "out", builder="dlmscheck").warnings
    assert set(opened) & others == {"annex-E.rst"}


def test_processes_share_what_is_looked_at(tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What analyses with values find is looked for in other processes, and the same is found."""
    source = write(tmp_path / "source", PAGES)
    serial = build(source, tmp_path / "serial", builder="dlmscheck").warnings
    assert "layers.rst" in opened
    opened.clear()
    monkeypatch.setattr(analysis_cache, "WORTH_SHARING", 0)
    assert build(source, tmp_path / "parallel", "-j", "2", builder="dlmscheck").warnings == serial
    counted = Counter(opened)
    assert counted["layers.rst"] <= 1, "opened for questions on clauses alone"
