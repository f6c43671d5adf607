"""A made-up profile standard on the template's skeleton, of any length."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from benchmarks.blocks import (
    Block,
    DataTable,
    Document,
    Drawing,
    Items,
    Listing,
    Member,
    NewClass,
    Note,
    Paragraph,
    Reference,
    Saps,
    Section,
    Stack,
    Standard,
)
from benchmarks.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SKELETON: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("foreword", "Foreword", ()),
    ("introduction", "Introduction", ()),
    ("01-scope", "Scope", ()),
    ("02-references", "Normative references", ()),
    ("03-terms", "Terms, definitions and abbreviations", ("Terms and definitions", "Abbreviations")),
    ("04-environments", "Targeted communication environments", ()),
    (
        "05-layers",
        "Use of the communication layers for this profile",
        (
            "Information related to the use of the standard specifying the lower layers",
            "Structure of the communication profiles",
            "Lower protocol layers and their use",
            "Service mapping and adaptation layers",
            "Registration and connection management",
        ),
    ),
    ("06-addressing", "Identification and addressing schemes", ()),
    (
        "07-services",
        "Specific considerations for the application layer services",
        (
            "Overview",
            "Application Association establishment and release: ACSE services",
            "xDLMS services",
            "Security mechanisms",
            "Transferring long application messages",
            "Media access, bandwidth and timing considerations",
            "Other considerations",
        ),
    ),
    ("08-configuration", "Communication configuration and management", ()),
    ("09-application-process", "The COSEM application process", ()),
    ("10-additional", "Additional considerations for the use of this profile", ()),
    ("annex-a", "Annex A (informative) Examples", ()),
    ("annex-b", "Annex B (normative) New COSEM interface classes and OBIS codes", ()),
    ("index-of-terms", "Index", ()),
)
"""File, title and subclauses of the template."""

_SINGLE = {"foreword", "introduction", "01-scope", "02-references", "09-application-process"}
"""What stays one document without subclauses in a standard of any length."""

_WITHOUT_FREE = {"03-terms"}
"""What has the template's subclauses alone."""

_WITH_OVERVIEW = {"Lower protocol layers and their use"}
"""Subclauses that the template divides."""

_UNNUMBERED = {"foreword", "introduction", "index-of-terms"}
"""What references by number cannot refer to."""

_MYST = {"04-environments", "06-addressing", "annex-a"}
_REFERENCES = 400
_SECTIONS_A_PART = 4
_ROWS = 12
_LAYERS = (
    ("llc", "{role: llc, name: LLC sublayer, standard: ISO/IEC 8802-2}"),
    ("schc", "{role: adaptation, name: SCHC header compression, standard: RFC 8724}"),
    ("mac", "{role: mac, name: MAC layer, standard: IEEE 802.11ah}"),
    ("phy", "{role: physical, name: Physical layer, standard: IEEE 802.11ah}"),
)

_CONFIGURED = Note(
    "The classes that configure a station are ISO/IEC 8802-2 LLC Type 1 setup, SCHC-LPWAN setup, IPv6 setup and "
    "TCP-UDP setup."
)
"""Those of the layers."""


def standard(scale: float = 1, seed: int = 62056) -> Standard:
    """About 60 printed pages and 400 references, times ``scale``; below 1, shorter in proportion.

    Longer standards have more documents, as their authors would split them: each chapter then has
    parts that its own toctree brings in.
    """
    return _Author(scale, seed).standard


class _Author:
    def __init__(self, scale: float, seed: int) -> None:
        self._random = Random(seed)
        self._prose = Prose(self._random)
        self._scale = max(1, round(scale))
        self._dense = min(1.0, scale)
        self._labels: list[str] = []
        self._count = 0
        self._class_id = 200
        documents = [document for entry in _SKELETON for document in self._chapter(*entry)]
        references = _References(self._labels, round(_REFERENCES * scale), documents, self._random)
        self.standard = Standard(
            "Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks",
            "a made-up text of a given length, to measure with",
            tuple(map(references.document, documents)),
            tuple(name for name, _title, _subclauses in _SKELETON),
        )

    def _chapter(self, name: str, title: str, subclauses: tuple[str, ...]) -> list[Document]:
        myst = name in _MYST
        label = f"clause-{name}" if name in _UNNUMBERED else self._label("heading")
        if name == "index-of-terms":
            return [Document(name, myst, Section(title, label))]
        if name in _SINGLE:
            return [Document(name, myst, Section(title, label, self._text(_SECTIONS_A_PART * self._scale)))]
        own = tuple(self._template(name, index, subtitle) for index, subtitle in enumerate(subclauses))
        own += self._free(name)
        parts = [f"{name}-part-{number + 1}" for number in range(1, self._scale)]
        text = (*self._text(1), *((_CONFIGURED,) if name == "08-configuration" else ()))
        top = Document(name, myst, Section(title, label, text, own), tuple(parts))
        return [top, *(self._extra(name, part, len(subclauses), myst=myst) for part in parts)]

    def _extra(self, chapter: str, name: str, subclauses: int, *, myst: bool) -> Document:
        """The additional text of a chapter in a longer standard."""
        title, label = self._prose.title(), self._label("part")
        like_template = tuple(self._section(chapter, index, self._prose.title()) for index in range(subclauses))
        return Document(name, myst, Section(title, label, self._text(1), (*like_template, *self._free(chapter))))

    def _template(self, chapter: str, index: int, title: str) -> Section:
        """A subclause of the template."""
        section = self._section(chapter, index, title)
        if title not in _WITH_OVERVIEW:
            return section
        return replace(section, sections=(Section("Overview", self._label("sec"), self._text(2)),))

    def _free(self, chapter: str) -> tuple[Section, ...]:
        """Subclauses that the template does not name."""
        if chapter in _WITHOUT_FREE:
            return ()
        count = max(2, round(_SECTIONS_A_PART * self._dense))
        return tuple(self._section(chapter, index, self._prose.title()) for index in range(count))

    def _section(self, chapter: str, index: int, title: str) -> Section:
        label = self._label("sec")
        before = self._text(max(1, round(4 * self._dense)))
        special = self._special(chapter, index)
        after = self._text(3 if self._dense == 1 else 1)
        return Section(title, label, (*before, *special, *after))

    def _special(self, chapter: str, index: int) -> tuple[Block, ...]:
        """What structure a section holds, by its place."""
        if chapter == "annex-b" and index:
            return (self._class(),)
        if chapter == "06-addressing" and index in {0, 2}:
            return (self._saps(),)
        if chapter == "05-layers" and index == 1:
            return (self._stack(),)
        makers: tuple[Callable[[], Block], ...] = (self._table, self._items, self._drawing, self._listing)
        special = makers[index % len(makers)]()
        return (special, Note(self._prose.sentences(2))) if isinstance(special, Items) else (special,)

    def _text(self, count: int) -> tuple[Block, ...]:
        return tuple(self._paragraph() for _ in range(count))

    def _paragraph(self) -> Paragraph:
        texts = tuple(self._prose.sentences(2) for _ in range(2))
        terms = (self._prose.term(),) if self._random.random() < 0.5 else ()
        return Paragraph(texts, terms)

    def _items(self) -> Items:
        return Items(tuple(self._prose.sentence() for _ in range(5)))

    def _listing(self) -> Listing:
        rows = (" ".join(f"{self._random.randrange(256):02X}" for _ in range(16)) for _ in range(4))
        return Listing("\n".join(rows))

    def _table(self) -> DataTable:
        rows = tuple((str(row + 1), self._prose.phrase(), self._prose.phrase(), "mandatory") for row in range(_ROWS))
        return DataTable(self._prose.title(), self._label("tab"), ("No.", "Subject", "Remark", "Use"), rows)

    def _drawing(self) -> Drawing:
        return Drawing(self._prose.title(), self._label("fig"))

    def _saps(self) -> Saps:
        client = (
            ("0x00", "No-station"), ("0x01", "Client Management Process"), ("0x10", "Public Client"),
            ("0x02..0x0F, 0x11..0xFF", "Open for client SAP assignment"),
        )  # fmt: skip
        server = (
            ("0x00", "No-station"), ("0x01", "Management Logical Device"), ("0x02..0x0F", "Reserved for future use"),
            ("0x10..0x7E", "Open for server SAP assignment"), ("0x7F..0xFE", "Reserved for future use"),
            ("0xFF", "All-station (Broadcast)"),
        )  # fmt: skip
        return Saps(self._prose.title(), self._label("tab"), "", client, server)

    def _stack(self) -> Stack:
        label = self._label("fig")
        number = self._count
        profiles = (
            (f"General profile {number}", "{kind: general, stack: [ap, al, llc, mac, phy]}"),
            (f"IP based profile {number}", "{kind: ip, stack: [ap, al, tl, [tcp, udp], ipv6, schc, mac, phy]}"),
        )
        return Stack(self._prose.title(), label, _LAYERS, profiles)

    def _class(self) -> NewClass:
        label = self._label("tab")
        self._class_id += 1
        number = self._class_id
        attributes = [Member("logical_name", "octet-string", "x", "Identifies the object instance.")]
        for index in range(1, 10):
            short = f"x + 0x{index * 8:02X}"
            name = self._prose.phrase().replace(" ", "_").replace("-", "_") + f"_{index}"
            attributes.append(Member(name, "long-unsigned", short, self._prose.sentence(), ("0", "65535", "10")))
        methods = (
            Member("reset", "integer", "x + 0x50", self._prose.sentence()),
            Member("scan", "integer", "x + 0x58", self._prose.sentence()),
        )
        return NewClass(
            f"Made-up set-up {number}", label, number, f"0-b:39.{number // 200}.{number % 200}.255",
            tuple(attributes), methods,
        )  # fmt: skip

    def _label(self, kind: str) -> str:
        self._count += 1
        label = f"{kind}-{self._count}"
        self._labels.append(label)
        return label


class _References:
    """Spreads references evenly over all paragraphs, each to a label drawn from all."""

    def __init__(self, labels: list[str], count: int, documents: Iterable[Document], random: Random) -> None:
        self._labels = labels
        self._random = random
        self._share = Fraction(count, sum(_paragraphs(document.top) for document in documents))
        self._due = Fraction()

    def document(self, document: Document) -> Document:
        return replace(document, top=self._section(document.top))

    def _section(self, section: Section) -> Section:
        blocks = tuple(self._paragraph(block) if isinstance(block, Paragraph) else block for block in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(map(self._section, section.sections)))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        self._due += self._share
        parts: list[str | Reference] = []
        for part in paragraph.parts:
            parts.append(part)
            if self._due >= 1:
                parts.append(Reference(self._random.choice(self._labels)))
                self._due -= 1
        return Paragraph(tuple(parts), paragraph.terms)


def _paragraphs(section: Section) -> int:
    own = sum(isinstance(block, Paragraph) for block in section.blocks)
    return own + sum(map(_paragraphs, section.sections))
