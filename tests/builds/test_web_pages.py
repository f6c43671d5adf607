"""Web pages: the theme that is taken, what stands around the text of a standard, and the ids of its parts."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import IMAGE, Built, build, edit, text

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

CONF = 'extensions = ["sphinx_dlmsprofile"]\nproject = "IEC 62056-8-99"\nsuppress_warnings = ["dlms"]\n'
FILES = {
    "index.rst": """\
Mirror communication profile
============================

.. profile-title:: Part 8-99: Mirror communication profile for local networks
   :deliverable: TS
   :edition: 2.0
   :description: light by mirrors

.. toctree::

   scope
   addressing
   annex
""",
    "scope.rst": "Scope\n=====\n\nMirrors.\n",
    "addressing.rst": """\
Addressing
==========

Overview
--------

Few.

.. _sec-clients:

Clients
-------

.. sap-table:: Client SAPs
   :name: tab-clients

   client:
     0x10: Public Client

.. figure:: x.svg

   A *mirror*

.. _table-3:

Servers
-------

.. sap-table:: Server SAPs
   :name: table-2

   server:
     0x01: Management Logical Device
""",
    "annex.rst": """\
Annex B (normative) Classes
===========================

Overview
--------

.. cosem-class:: Mirror setup
   :class-id: 180
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string}

.. cosem-class:: Mirror setup
   :class-id: 180
   :version: 1

   attributes:
     1: {name: logical_name, type: octet-string}

.. table:: Angles

   ===== =====
   One   Two
   ===== =====
   1     2
   ===== =====
""",
}


def write(directory: Path, conf: str = "", **files: str) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in {"conf.py": CONF + conf, "x.svg": IMAGE, **FILES, **files}.items():
        (directory / name).write_text(content, "utf-8")
    return directory


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("pages") / "source")


@pytest.fixture(scope="module")
def built(source: Path) -> Built:
    built = build(source, source.parent / "html", "-D", "dlms_pdf_link=print/all.pdf")
    assert built.status == 0
    assert not built.warnings
    return built


@pytest.fixture(scope="module")
def in_one_page(source: Path) -> BeautifulSoup:
    return build(source, source.parent / "one", builder="singlehtml").page("index")


def main(page: BeautifulSoup) -> BeautifulSoup:
    (found,) = page.select("[role=main]")
    return found  # type: ignore[return-value]


def ids(page: BeautifulSoup) -> list[str]:
    return [str(element["id"]) for element in page.select("[id]")]


def test_the_theme_is_ours_where_none_is_named(built: Built) -> None:
    assert (built.out / "_static" / "dlms-theme.css").is_file()
    assert built.page("scope").select_one("body.dlms-draft")


@pytest.mark.parametrize("named", ["conf", "option"])
def test_another_theme_stays(named: str, tmp_path: Path) -> None:
    source = write(tmp_path / "source", 'html_theme = "basic"\n' if named == "conf" else "")
    built = build(source, tmp_path / "out", *(["-D", "html_theme=basic"] if named == "option" else []))
    assert not (built.out / "_static" / "dlms-theme.css").exists()
    assert built.page("scope").title.text.endswith("IEC 62056-8-99")  # type: ignore[union-attr]


@pytest.mark.parametrize(("stage", "says"), [("draft", "Draft: may change at any time"), ("final", "")])
def test_other_themes_say_what_is_no_published_text(stage: str, says: str, source: Path, tmp_path: Path) -> None:
    page = build(source, tmp_path / "out", "-D", "html_theme=alabaster", "-D", f"dlms_stage={stage}").page("scope")
    said = " ".join(style.text for style in page.select("head style"))
    assert (f'body::before {{content: "{says}' in said) if says else "body::before" not in said
    assert f"classList.add(...'dlms-{stage}'.split" in " ".join(script.text for script in page.select("head script"))


# The builders of others have their own pace in following Sphinx.
@pytest.mark.filterwarnings("ignore:.* is deprecated. Check CHANGES", "ignore:.* will become a required keyword")
@pytest.mark.parametrize("builder", ["dirhtml", "json", "htmlhelp", "text", "epub"])
def test_other_builders_bear_it(builder: str, source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", builder=builder)
    assert built.status == 0, built.said + built.warnings
    assert "furo" not in built.warnings


def test_no_line_says_copyright_where_nobody_is_named(source: Path, built: Built, tmp_path: Path) -> None:
    named = build(source, tmp_path / "named", "-D", "copyright=2025 Mirrors")
    assert "Copyright" not in text(built.page("scope").footer)
    assert "Copyright © 2025 Mirrors" in text(named.page("scope").footer)


def test_titles_name_the_standard(built: Built) -> None:
    titles = [built.page(name).title.text for name in ("index", "scope", "genindex")]  # type: ignore[union-attr]
    whole = "IEC 62056-8-99, Mirror communication profile for local networks"
    assert titles[:2] == [whole, f"1 Scope – {whole}"]
    assert not any("documentation" in title for title in titles)


def test_a_project_that_is_no_standard_is_called_by_its_name(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", "dlms_standard = False\n"), tmp_path / "out")
    assert built.page("scope").title.text == "Scope – IEC 62056-8-99"  # type: ignore[union-attr]


@pytest.mark.parametrize("page", ["addressing", "search", "genindex"])
def test_no_script_or_style_sheet_of_an_earlier_version_is_taken(page: str, built: Built) -> None:
    """Their addresses have a digest; that of the notes, which follow the data, too."""
    found = [
        str(tag.get("src") or tag.get("href")) for tag in built.page(page).select("script[src], link[rel=stylesheet]")
    ]
    ours = [address for address in found if "/dlms" in address]
    assert all(re.search(r"\?v=[0-9a-f]+$", address) for address in ours)
    names = [address.partition("?")[0].rpartition("/")[2] for address in found]
    notes = ["dlms-theme.js", "dlms-marks.js", "dlms-notes.js"] if page == "addressing" else ["dlms-theme.js"]
    assert names[names.index("dlms-theme.js") :][: len(notes)] == notes
    assert ("page-notes.js" in names) is (page == "addressing")
    assert not any(
        tag.has_attr("src") and not tag.has_attr("defer") for tag in built.page(page).select("script[src*=dlms]")
    )


def test_who_edits_is_asked_for_where_it_is_known(built: Built, tmp_path: Path) -> None:
    assert not built.page("scope").select(".edit-this-page")
    repository = 'html_theme_options = {"source_repository": "https://github.com/o/r/", "source_branch": "main"}\n'
    page = build(write(tmp_path / "source", repository), tmp_path / "html").page("scope")
    assert page.select_one(".edit-this-page a")["href"] == "https://github.com/o/r/edit/main/scope.rst"  # type: ignore[index]


def test_the_title_of_the_author_is_kept(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", 'html_title = "Mirrors"\n'), tmp_path / "out")
    assert built.page("scope").title.text == "1 Scope – Mirrors"  # type: ignore[union-attr]


def test_the_text_alone_stands_in_the_main_part(built: Built) -> None:
    for name in ("index", "scope", "addressing", "annex"):
        page = main(built.page(name))
        assert not page.select("nav, .dlms-band, .dlms-lists, script")
    assert text(main(built.page("scope"))) == "1 Scope Mirrors."


def test_the_tree_of_clauses_is_open_where_the_reader_is(built: Built) -> None:
    links = built.page("addressing").select(".sidebar-tree a")
    assert [text(link) for link in links] == [
        "1 Scope",
        "2 Addressing",
        "2.1 Overview",
        "2.2 Clients",
        "2.3 Servers",
        "Annex A Classes",
    ]
    assert [str(link["href"]) for link in links] == [
        "scope.html",
        "#",
        "#overview",
        "#clients",
        "#servers",
        "annex.html",
    ]


def test_the_first_page_lists_figures_and_tables(built: Built) -> None:
    found = {str(nav["aria-label"]): nav for nav in built.page("index").select(".dlms-lists nav")}
    assert [text(entry) for entry in found["Figures"].select("li")] == ["Figure 1 – A mirror"]
    tables = ["Table 1 – Client SAPs", "Table 2 – Server SAPs"]
    assert [text(entry) for entry in found["Tables"].select("li")][:2] == tables
    assert found["Tables"].select_one("a")["href"] == "addressing.html#tab-clients"  # type: ignore[index]
    assert not built.page("scope").select(".dlms-lists")


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
@pytest.mark.parametrize(("heading", "twice"), [("Light & mirrors", True), ("Light and mirrors", False)])
def test_the_title_is_shown_once(heading: str, builder: str, tmp_path: Path, *, twice: bool) -> None:
    index = FILES["index.rst"].replace("Mirror communication profile\n", f"{heading}\n", 1)
    index = index.replace("Mirror communication profile for local networks", "Light & mirrors")
    page = build(write(tmp_path / "source", **{"index.rst": index}), tmp_path / "out", builder=builder).page("index")
    assert ("dlms-title-twice" in page.body["class"]) is twice  # type: ignore[index]
    assert page.select("h1 + .dlms-title-block")


def test_pages_lead_to_the_pdf(built: Built) -> None:
    assert built.page("scope").select_one(".dlms-band a")["href"] == "print/all.pdf"  # type: ignore[index]


def test_each_part_has_its_printed_number_as_a_further_id(built: Built) -> None:
    found = {each for name in ("scope", "addressing", "annex") for each in ids(built.page(name))}
    assert {
        "clause-1", "clause-2", "clause-2.1", "clause-2.2", "clause-2.3", "annex-A", "clause-A.1",
        "figure-1", "table-1", "table-2", "table-A.1", "table-A.2", "class-180-v0", "class-180-v1", "class-180",
    } <= found  # fmt: skip


def test_what_lasts_stays_first(built: Built) -> None:
    page = built.page("addressing")
    section = next(each for each in page.select("section") if each.select_one(":scope > #clause-2\\.2"))
    assert section["id"] == "clients"
    assert {"sec-clients", "clause-sec-clients", "clause-2.2"} == {
        str(each["id"]) for each in section.select(":scope > span")
    }
    assert page.select_one("table#tab-clients")


def test_the_newest_version_has_the_number_of_the_class_alone(built: Built) -> None:
    newest = built.page("annex").select_one("#class-180").find_next("table")  # type: ignore[union-attr]
    assert "version = 1" in text(newest)


def test_the_id_of_an_author_wins(built: Built) -> None:
    page = built.page("addressing")
    assert page.select_one("#table-3").parent.name == "section"  # type: ignore[union-attr]
    assert page.select_one("table#table-2")


@pytest.mark.parametrize("name", ["index", "scope", "addressing", "annex"])
def test_each_id_is_one_place(name: str, built: Built) -> None:
    assert [each for each, count in Counter(ids(built.page(name))).items() if count > 1] == []


def test_each_id_is_one_place_in_a_single_page(in_one_page: BeautifulSoup) -> None:
    found = ids(in_one_page)
    assert [each for each, count in Counter(found).items() if count > 1] == []
    assert {"clause-2.1", "clause-A.1", "table-A.1", "class-180"} <= set(found)


def test_the_lists_of_a_single_page_lead_to_its_places(in_one_page: BeautifulSoup) -> None:
    links = [str(link["href"]) for link in in_one_page.select(".dlms-lists a")]
    assert len(links) == 6
    assert {link.removeprefix("#") for link in links} <= set(ids(in_one_page))


def test_links_of_pages_lead_somewhere(built: Built) -> None:
    known = {path.name: ids(built.page(path.stem)) for path in built.out.glob("*.html")}
    for page in known:
        for link in built.page(page.removesuffix(".html")).select("a[href]"):
            name, _, anchor = str(link["href"]).partition("#")
            if "://" not in name and name.endswith((".html", "")) and name != "print/all.pdf":
                assert not anchor or anchor in known[name or page], (page, link)


@pytest.mark.parametrize(
    ("options", "classes", "word"),
    [
        ([], "dlms-draft", "Draft"),
        (["-D", "dlms_stage=final"], "dlms-final", "Technical Specification"),
        (["-D", "dlms_stage=final", "-D", "dlms_review=1"], "dlms-final dlms-in-review", "Review build"),
    ],
)
def test_each_page_says_what_it_is(options: list[str], classes: str, word: str, source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *options)
    for name in ("index", "scope", "genindex", "search"):
        page = built.page(name)
        assert page.select_one("body")["class"][: len(classes.split())] == classes.split()  # type: ignore[index]
        assert text(page.select_one(".dlms-band strong")) == word


def test_the_first_page_names_the_commit_and_follows_it(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        names = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        command = ["git", "-C", str(source), *names, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    source = write(tmp_path / "source")
    built = build(source, tmp_path / "out")
    assert text(built.page("index").select_one(".dlms-provenance")) == "Edition 2.0 · Draft"
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "One")
    built = build(source, tmp_path / "out")
    commit, date = git("log", "-1", "--format=%H %cs").split()
    said = text(built.page("index").select_one(".dlms-provenance"))
    assert said == f"Edition 2.0 · Draft · {date} · Source {commit[:12]}"
    edit(source / "scope.rst", "Mirrors.", "Mirrors and lamps.")
    built = build(source, tmp_path / "out")
    assert text(built.page("index").select_one(".dlms-provenance")) == f"{said} with later changes"


def test_a_changed_caption_is_in_the_list_of_the_first_page(tmp_path: Path) -> None:
    source = write(tmp_path / "source")
    build(source, tmp_path / "out")
    edit(source / "addressing.rst", "Client SAPs", "SAPs of clients")
    built = build(source, tmp_path / "out")
    assert "Table 1 – SAPs of clients" in text(built.page("index").select_one(".dlms-lists"))
    assert re.search("Table 1 – SAPs of clients", text(main(built.page("addressing"))))


def test_names_are_no_code(tmp_path: Path) -> None:
    index = FILES["index.rst"].replace("Mirror communication", "<b>Mirror</b> & communication").replace("TS", "T<i>S")
    source = write(tmp_path / "source", **{"index.rst": index})
    options = ("-D", 'project=A & <b>"B"</b>', "-D", "dlms_stage=final", "-D", 'dlms_pdf_link=a"b.pdf')
    page = build(source, tmp_path / "out", *options).page("scope")
    assert not page.select(".dlms-band i, .sidebar-brand b, .mobile-header b, title b")
    assert text(page.select_one(".sidebar-brand-text")) == 'A & <b>"B"</b>'
    assert text(page.select_one(".mobile-header .brand")) == 'A & <b>"B"</b>'
    assert text(page.select_one(".dlms-band strong")) == "T<i>S"
    assert page.select_one(".dlms-band a")["href"] == 'a"b.pdf'  # type: ignore[index]
