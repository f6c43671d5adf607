"""What an editor sees on paper at once: what is torn apart, spread out, out of order or beside its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.builds.building import Built, build, write
from tests.rendering.printed import Word, words_of
from tests.rendering.test_redline import TITLE
from tests.support import run_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Printed = Callable[[str], list[Word]]

CONF = 'extensions = ["sphinx_dlmsprofile"]\nproject = "X 1"\ndlms_select = []\nnumfig = True\ndlms_stage = "final"\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm"><rect width="100%" height="100%"/></svg>'


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Print one document in a project of a standard."""

    def make(text: str) -> list[Word]:
        source = write(tmp_path / "source", {"conf.py": CONF, "index.rst": f"{TITLE}\n{text}"})
        (source / "high.svg").write_text(SVG.format(60, 120))
        (source / "low.svg").write_text(SVG.format(60, 20))
        built = build(source, tmp_path / "out", builder="dlmspdf")
        return words_of(next(built.out.glob("*.pdf")).read_bytes())

    return make


def at(words: list[Word], text: str, number: int = -1) -> Word:
    return [word for word in words if word.text == text][number]


@pytest.mark.parametrize("filler", range(34, 42))
def test_a_list_in_columns_stays_on_one_page(filler: int, printed: Printed) -> None:
    items = "\n".join(f"   - item{number}" for number in range(12))
    words = printed("Scope\n=====\n\n" + "Some text.\n\n" * filler + f".. hlist::\n   :columns: 2\n\n{items}\n")
    assert len({at(words, f"item{number}").page for number in range(12)}) == 1


def test_a_line_before_a_long_token_is_not_spread_out(printed: Printed) -> None:
    token = "3082018A30820130A003020102020900C1D2E3F4A5B6C7D8300A06082A8648CE3D040302"
    words = printed(
        "Scope\n=====\n\nA system title in hexadecimal is 0x4D4D4D0000BC614E, the network identifier 0x00A1B2C3 and "
        f"a certificate begins with {token}.\n"
    )
    place = words.index(at(words, "hexadecimal"))
    gaps = [after.left - word.right for word, after in pairwise(words[place : place + 10]) if after.left > word.right]
    assert max(gaps) < 1.5


@pytest.mark.parametrize(("side", "option", "middle"), [
    ("right", "", 185 - 30), ("right", ":width: 50%", 185 - 40),
    ("left", ":scale: 200", 25 + 60), ("left", ":width: 8cm", 65), ("right", ":height: 3cm", 185 - 45),
])  # fmt: skip
def test_a_figure_stands_at_its_side(side: str, option: str, middle: float, printed: Printed, tmp_path: Path) -> None:
    words = printed(
        f"Scope\n=====\n\n.. figure:: low.svg\n   :align: {side}\n   :alt: low\n   {option}\n\n   Caption\n"
    )
    assert (at(words, "Figure").left + at(words, "Caption").right) / 2 == pytest.approx(middle, abs=0.5)
    with pypdfium2.PdfDocument(next((tmp_path / "out").glob("*.pdf"))) as document:
        shapes = [
            [bound * 25.4 / 72 for bound in each.get_bounds()]
            for each in document[at(words, "Caption").page - 1].get_objects() if each.type != 1
        ]  # fmt: skip
    assert any(abs((left + right) / 2 - middle) < 0.5 and right - left >= 59 for left, _, right, _ in shapes)


@pytest.mark.parametrize(("side", "left", "right"), [("left", 25, 85), ("right", 125, 185), ("center", 25, 185)])
def test_the_caption_of_a_narrow_table_stands_above_it(side: str, left: float, right: float, printed: Printed) -> None:
    rows = "\n".join(f"   row{number:<3} {number}" for number in range(60))
    table = f"   :align: {side}\n   :width: 20%\n\n   ====== =====\n{rows}\n   ====== =====\n"
    words = printed(f"Scope\n=====\n\n.. table:: Rows in their order {'of words ' * 12}lastword\n{table}")
    end = words.index(at(words, "lastword"))
    caption = words[max(place for place, word in enumerate(words[:end]) if word.text == "Table") : end + 1]
    lines = {round(word.bottom) for word in caption}
    assert len(lines) > 1
    assert left - 0.1 <= min(word.left for word in caption) < max(word.right for word in caption) <= right + 0.1
    continued = at(words, "(continued)")
    assert at([word for word in words if word.page == continued.page], "Table", 0).left >= 25
    assert continued.right <= 185


@pytest.mark.parametrize(("option", "width"), [(":width: 30%", 48), (":width: 25%\n   :scale: 50", 20)])
def test_a_narrow_picture_at_a_side_keeps_its_size(option: str, width: float, printed: Printed, tmp_path: Path) -> None:
    figure = f".. figure:: low.svg\n   :align: left\n   :alt: low\n   {option}\n\n   Caption\n"
    words = printed(f"Scope\n=====\n\n{figure}")
    with pypdfium2.PdfDocument(next((tmp_path / "out").glob("*.pdf"))) as document:
        page = document[at(words, "Caption").page - 1]
        found = [each.get_bounds() for each in page.get_objects() if each.type != 1]
    assert any((right - left) * 25.4 / 72 == pytest.approx(width, abs=0.5) for left, _, right, _ in found)


def test_the_authors_word_for_the_key_is_the_only_one(printed: Printed) -> None:
    figure = ".. figure:: low.svg\n   :alt: low\n\n   Captioned\n\n   {}\n   1\n     oneword\n"
    keys = []
    for word in ("", "Key\n"):
        words = printed("Scope\n=====\n\n" + figure.format(word))
        keys.append([key for key in words if key.text == "Key"])
    assert [len(each) for each in keys] == [1, 1]
    assert keys[0] == keys[1]


def test_citations_begin_behind_their_marks(printed: Printed) -> None:
    text = "Scope\n=====\n\nSee [a1]_, [b2]_.\n\nBibliography\n============\n\n"
    text += ".. [a1] IEC 61334-4-32, *Titleword*\n.. [b2] Author, Otherword\n"
    words = printed(text)
    assert at(words, "Titleword").bottom == pytest.approx(at(words, "[a1]").bottom, abs=1.5)
    assert at(words, "Otherword").bottom == pytest.approx(at(words, "[b2]").bottom, abs=1.5)


def test_figures_stay_in_their_order_where_one_floats_into_the_next_clause(printed: Printed) -> None:
    lines = "Some text.\n\n" * 30
    high = ".. figure:: high.svg\n   :alt: high\n\n   Firstcaption\n\nText behind it.\n\n"
    low = ".. figure:: low.svg\n   :alt: low\n\n   Secondcaption\n\nText behind that.\n"
    words = printed(f"Scope\n=====\n\n{lines}{high}Next clause\n===========\n\nBegin.\n\n{low}")
    first, second = at(words, "Firstcaption"), at(words, "Secondcaption")
    assert (first.page, -first.bottom) < (second.page, -second.bottom)


@pytest.mark.parametrize("filler", range(40, 45))
@pytest.mark.parametrize(
    "below", [".. math:: firstsign = 1\n", "firstsign\n   Meaning.\n", ":firstsign: Meaning.\n", "| firstsign\n| l\n"]
)
def test_what_is_announced_is_on_the_page_of_its_announcement(below: str, filler: int, printed: Printed) -> None:
    announced = "Announcement of" if "math" in below else "Announcement:"
    words = printed("Scope\n=====\n\n" + "Some text.\n\n" * filler + f"{announced}\n\n{below}")
    page = next(word.page for word in words if word.text.startswith("Announcement"))
    behind = [word for word in words if word.page >= page and word.text not in {"–", "X", "1"}]
    last = next(place for place, word in enumerate(behind) if word.text.startswith("Announcement"))
    assert len([word for word in behind[last + 1 :] if word.page == page]) >= 1 + ("of" in announced)


def test_the_next_clause_fills_the_page_before_figures_that_wait(printed: Printed) -> None:
    lines = "Some text.\n\n" * 18
    figure = ".. figure:: high.svg\n   :alt: high\n\n   Caption{}\n\n"
    scope = f"Scope\n=====\n\n{lines}{figure.format(1)}{figure.format(2)}Behind them.\n\n"
    words = printed(f"{scope}Next clause\n===========\n\nBegin.\n\n{lines * 4}Other\n=====\n\nEnd.\n")
    assert [at(words, text).page for text in ("Behind", "Begin.", "Caption1", "Caption2")] == [3, 3, 4, 5]


def test_many_figures_do_not_wait_for_the_next_clause(printed: Printed) -> None:
    figures = "".join(f".. figure:: high.svg\n   :alt: high\n\n   Caption{number}\n\n" for number in range(4))
    words = printed(f"Scope\n=====\n\nText.\n\n{figures}Behind.\n\nNext clause\n===========\n\nBegin.\n")
    pages = [at(words, f"Caption{number}").page for number in range(4)]
    assert pages == sorted(pages)
    assert at(words, "Begin.").page >= pages[-1]


def test_figures_of_short_clauses_do_not_gather(printed: Printed) -> None:
    """Each clause leaves figures to the next one: they would stand farther from their text with each."""
    figures = "".join(f".. figure:: high.svg\n   :alt: high\n\n   Caption{{}}{part}\n\n" for part in "ab")
    clauses = [
        f"Clause{number}\n=======\n\nBegin{number}.\n\n{figures.format(number, number)}Behind.\n" for number in range(6)
    ]
    words = printed("\n".join(clauses))
    behind = [at(words, f"Caption{number}b").page - at(words, f"Begin{number}.").page for number in range(6)]
    assert max(behind) <= 4
    pages = [at(words, f"Caption{number}{part}").page for number in range(6) for part in "ab"]
    assert pages == sorted(pages)


@pytest.mark.parametrize("filler", [34, 35, 36, 37])
def test_a_short_table_at_the_end_is_not_alone_on_its_page(filler: int, printed: Printed) -> None:
    lines = "Some text.\n\n" * filler
    table = ".. csv-table:: Codes\n   :header: a, b\n\n   firstcell, 1\n   secondcell, 2\n   thirdcell, 3\n"
    words = printed(f"Scope\n=====\n\n{lines}The announcement of the table.\n\n{table}\nIndex\n=====\n")
    assert at(words, "announcement").page == at(words, "firstcell").page == at(words, "thirdcell").page


def test_a_number_and_its_unit_are_not_parted_in_a_narrow_column(printed: Printed) -> None:
    rows = "   -110 dBm to -60 dBm, 5 × 10⁻⁶ to 100 × 10⁻⁶, 0 mAh to 40 000 mAh, " + "word " * 30
    words = printed(f"Scope\n=====\n\n.. csv-table:: Ranges\n   :widths: 14 14 14 58\n\n{rows}\n")
    for number, unit in (("−60", "dBm"), ("100", "×"), ("×", "10⁻⁶"), ("000", "mAh")):
        last = words.index(at(words, number))
        assert words[last + 1].text == unit
        assert words[last + 1].left > words[last].right


OLD = """
Scope
=====

.. note:: The note of oldnote things.

- one item that says olditem here

.. csv-table:: T
   :widths: 50 50

   cellword, oldcell

Text with a mark.\\ [#f]_

.. [#f] The footnote of oldfoot times.

.. term:: thing

   definition: what it is
   notes:
     - It has oldentry parts.
     - It has others.
"""


@pytest.fixture(scope="module")
def redline(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("redline")
    source = write(place / "source", {"conf.py": CONF, "index.rst": f"{TITLE}\n{OLD}"})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    (source / "index.rst").write_text(f"{TITLE}\n{OLD}".replace(" old", " new"), "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json", "dlms_pdf_standards=a-2a,ua-1")
    return build(source, place / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")


def test_bars_stand_in_the_margin_beside_items_cells_and_notes(redline: Built) -> None:
    content = next(redline.out.glob("*.pdf")).read_bytes()
    with pypdfium2.PdfDocument(content) as document:
        bars = [
            (number, *(side * 25.4 / 72 for side in each.get_bounds()))
            for number, page in enumerate(document, 1) for each in page.get_objects() if each.type == 2
        ]  # fmt: skip
    words = words_of(content)
    for name in ("newnote", "newitem", "newcell", "newentry"):
        word = at(words, name)
        beside = [
            left for page, left, low, _right, high in bars
            if page == word.page and low < word.top and word.bottom < high and high - low > 1 and left < 23
        ]  # fmt: skip
        assert beside == [pytest.approx(22, abs=0.5)], name


def test_what_has_changed_is_set_as_it_was(redline: Built) -> None:
    words = words_of(next(redline.out.glob("*.pdf")).read_bytes())
    assert at(words, "newnote").bottom == pytest.approx(at(words, "NOTE").bottom, abs=0.6)
    assert at(words, "newfoot").bottom == pytest.approx(at(words, "footnote").bottom, abs=0.6)
    mark = next(word for word in reversed(words) if word.text == "1" and word.page == at(words, "footnote").page)
    assert mark.bottom == pytest.approx(at(words, "footnote").bottom, abs=2.0)
    heights = [word.top - word.bottom for word in words if word.text == "entry:"]
    assert heights == [pytest.approx(heights[0], abs=0.1)] * 2


@pytest.mark.parametrize("filler", range(41, 45))
def test_what_announces_stays_with_what_follows_where_both_have_changed(filler: int, tmp_path: Path) -> None:
    text = f"{TITLE}\n\nScope\n=====\n\n" + "Some text.\n\n" * filler
    text += "The oldannouncement is:\n\n- firstitem\n- seconditem\n\n" + "Some text.\n\n" * 36
    text += ".. apdu-example:: Captioned\n\n   C0 01 C1 00 08 00 00 01 00 00 FF 02 00\n"
    source = write(tmp_path / "source", {"conf.py": CONF, "index.rst": text})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    (source / "index.rst").write_text(text.replace(" old", " new").replace(" C1 ", " C2 "), "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    words = words_of(next(built.out.glob("*.pdf")).read_bytes())
    assert at(words, "newannouncement").page == at(words, "firstitem").page
    assert at(words, "Octets:").page == at(words, "Captioned").page
