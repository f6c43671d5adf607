"""The one analysis that reads claims out of sentences and out of rows of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.asides import is_aside
from sphinx_dlmsprofile.analysis.claims.claim import Claim
from sphinx_dlmsprofile.analysis.claims.listed import listed
from sphinx_dlmsprofile.analysis.claims.matches import matches
from sphinx_dlmsprofile.analysis.claims.meanings import meanings
from sphinx_dlmsprofile.analysis.claims.names import Kind, Name, finder, named
from sphinx_dlmsprofile.analysis.claims.numbers import numbers_in
from sphinx_dlmsprofile.analysis.claims.profile_rows import of_profiles
from sphinx_dlmsprofile.analysis.claims.stressed import stressed
from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.analysis.claims.matches import Match
    from sphinx_dlmsprofile.analysis.claims.names import Finder
    from sphinx_dlmsprofile.model.prose import TextBlock

_MARK = regex(r"‹([A-Z])(\d+)›")
_GOES_ON = regex(r"(?:Its|It|This class|The class|The object|The attribute|The method|Attribute|Method)\b")
_FROM_THERE = regex(
    r"(?P<where>Below|Above|Under|Beneath|Over|On top of) (?:it|this|that),? (?:(?:is|lies|stands|rests|sits) )?"
    r"(?:the |an? )?‹L(?P<what>[0-9]+)›"
)
"""A layer below or above the one that the sentence before named last."""

_EXPANDED = regex(r"(?<![\w-])(?P<words>(?:[^\W_][\w'’/-]* ){2,8})\((?P<short>[A-Z][A-Za-z0-9/-]{1,9})\)")
_IDENTIFIER = regex(
    r"(?<![\w‹./-])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z]+(?:-?[A-Z][a-z]+)+)(?![\w/-]|\.\w|\(\))"
)
"""A name of a program or of a service that is not known: "wait_time", "EventNotificaton"."""

_DIGIT = regex(r"[0-9](?:(?<![A-Z0-9].)|(?<=[A-Z].)[0-9]*(?![0-9›]))")
"""A digit that is not one of a mark."""

_CAMEL = regex(r"[a-z]-?[A-Z]")
_OF_MEMBERS = regex(r"(?:Attribute|Method)s?$")
"""The head of a first column that says more than that it names what the row is about."""

_CODES = regex(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*")
_CODE = regex(r"(?P<first>0x[0-9A-F]{1,8})(?: ?(?:to|\.\.\.?|…|–) ?(?P<last>0x[0-9A-F]{1,8}))?")
"""A cell that is a code in hexadecimal, or a range of such."""
_TIME = regex(r"(?P<value>[0-9]{1,3}(?: [0-9]{3})*) (?P<unit>ms|s|min|h)(?! plus| times)(?: [^0-9]{0,40})?")
"""A cell that is a time, whatever words follow."""

_LONGEST = 2_000
"""The most characters that are looked at as one sentence."""

_PROSE = NOTED | {TextKind.CAPTION}


@analysis
def claims(blocks: Iterable[TextBlock], own: tuple[tuple[str, str], ...]) -> Iterator[tuple[TextBlock, Claim]]:
    """What sentences and rows of tables claim of what has a name; ``own`` are the names of this standard."""
    find = finder(own)
    row: list[TextBlock] = []
    heads: list[TextBlock] = []
    for block in blocks:
        if block.stressed:
            yield from ((block, Claim("stressed", each.kind, each.name, "", each.name)) for each in stressed(block))
        if block.kind is TextKind.CELL and block.column is not None:
            if row and (block.column < (row[-1].column or 0) or block.column == row[-1].column == 0):
                yield from _of_row(heads, row, find)
                heads, row = heads or row, []
            row.append(block)
            continue
        if row:
            yield from _of_row(heads, row, find)
            heads, row = [], []
        if block.kind in _PROSE:
            yield from ((block, claim) for claim in _of_text(block.text, find, block.stressed))
        elif block.kind is TextKind.TITLE:
            drifted = find.marked(_plain(block.text))[2]
            yield from ((block, Claim("drift", each.name, each.kind, "", each.written)) for each in drifted)
    if row:
        yield from _of_row(heads, row, find)


def _plain(text: str) -> str:
    """A text as long as it is, with plain blanks and without the signs of marks."""
    return plain_blanks(text).replace("‹", "<").replace("›", ">")


def _of_text(text: str, find: Finder, stressed_names: tuple[str, ...]) -> Iterator[Claim]:
    """What a paragraph claims; the class that one sentence names is meant by "its attribute" in the next."""
    plain = _plain(text)
    last: Name | None = None
    layer: Name | None = None
    for start, end in sentence_spans(plain):
        sentence, names, drifted = find.marked(plain[start : min(end, start + _LONGEST)])
        yield from (
            Claim("drift", each.name, each.kind, "", each.written)
            for each in drifted
            if each.kind != Kind.EXPANSION.value or f"{each.written} (" not in sentence
        )
        yield from _expansions(plain, start, end)
        own = [name for name in names if name.kind is Kind.CLASS]
        if len(set(own)) == 1:
            last = own[0]
        elif own:
            last = None
        elif last and _GOES_ON.match(sentence):
            sentence = f"‹C{len(names)}›: {sentence}"
            names.append(last)
        if layer and (place := _FROM_THERE.match(sentence)) and names[int(place["what"])].kind is Kind.LAYER:
            yield Claim("layer-order", names[int(place["what"])].name, place["where"].casefold(), layer.name, place[0])
        layer = next((name for name in reversed(names) if name.kind is Kind.LAYER), None)
        yield from (claim for claim, _ in _claimed(sentence, names))
        yield from _meant(sentence, names, stressed_names)


def _meant(sentence: str, names: list[Name], stressed_names: tuple[str, ...]) -> Iterator[Claim]:
    """What values of an attribute stand for; a name that is an everyday word counts where it is in emphasis."""
    is_named = "‹A" in sentence
    if not (is_named or stressed_names) or _DIGIT.search(sentence) is None:
        return
    if not is_named:
        alone = [name for name in dict.fromkeys(stressed_names) if name in sentence]
        if len(alone) != 1:
            return
        sentence = re.sub(rf"(?<![\w-]){alone[0]}(?![\w-])", f"‹A{len(names)}›", sentence)
        names = [*names, Name(Kind.MEMBER, alone[0])]
    letters = "".join(name.kind.value for name in names)
    for each in meanings(sentence, letters):
        kind = "meant-when" if each.conditional else "meant"
        yield Claim(kind, names[int(each.mark)].name, each.value, named(each.words, names), each.value)


def _expansions(text: str, start: int, end: int) -> Iterator[Claim]:
    """Abbreviations in parentheses after what may be their expansions."""
    if text.find("(", start, end) < 0:
        return
    for match in _EXPANDED.finditer(text, start, end):
        yield Claim("expansion", match["short"], match["words"].strip(), "", match[0])


def _of_row(heads: list[TextBlock], row: list[TextBlock], find: Finder) -> Iterator[tuple[TextBlock, Claim]]:
    """What the cells of a row claim with the heads of their columns; the head row itself claims nothing."""
    if not heads:
        return
    titles = {head.column: head.text for head in heads}
    text, ends = "", []
    for block in row:
        head = titles.get(block.column, "")
        head = head if block.column or _OF_MEMBERS.match(head) else ""
        text += f"{', ' if text else ''}{f'{head}: ' if head else ''}{block.text}"
        ends.append(len(text))
    if len(text) > _LONGEST:
        return
    text = _plain(text)
    sentence, names, drifted = find.marked(text)
    if _CODES.fullmatch(row[0].text) and row[0].column == 0 and len(row) > 1:
        yield row[0], Claim("code", titles.get(0, "") or "?", row[0].text, "", row[0].text)
    for each in drifted:
        place = text.find(each.written)
        block = next((block for block, end in zip(row, ends, strict=True) if place < end), row[-1])
        yield block, Claim("drift", each.name, each.kind, "", each.written)
    for block in row:
        yield from ((block, claim) for claim in _expansions(block.text, 0, len(block.text)))
    yield from _clauses_of_layers(titles, row, find)
    code = _CODE.fullmatch(_plain(row[0].text)) if row[0].column == 0 and len(row) > 1 else None
    if code:
        table = f"{heads[0].at.source}:{heads[0].at.line}"
        yield row[0], Claim("row-code", titles.get(0, ""), code["first"], table, code["last"] or "")
    yield from _times(titles.get(0, ""), row)
    yield from _pairs(row, find)
    yield from of_profiles(titles, row, find)
    for claim, start in _claimed(sentence, names):
        place = _unmarked_length(sentence[:start], names)
        yield next((block for block, end in zip(row, ends, strict=True) if place < end), row[-1]), claim


def _clauses_of_layers(
    titles: dict[int | None, str], row: list[TextBlock], find: Finder
) -> Iterator[tuple[TextBlock, Claim]]:
    """Cells that are a reference and nothing else, in a row with a cell that is the name of a layer."""
    referring = [block for block in row if block.shown == OPAQUE and len(block.references) == 1]
    for block in row if referring else ():
        sentence, names, _ = find.marked(block.text)
        if len(names) == 1 and names[0].kind is Kind.LAYER and _MARK.fullmatch(sentence):
            yield from (
                (each, Claim("layer-clause", names[0].name, each.references[0].target, titles.get(each.column, ""), ""))
                for each in referring
            )


def _times(head: str, row: list[TextBlock]) -> Iterator[tuple[TextBlock, Claim]]:
    """Cells that are times, with the first cell of the row and the head over it."""
    for block in row[1:] if row[0].column == 0 else ():
        if time := _TIME.fullmatch(_plain(block.text)):
            yield block, Claim("row-time", f"{head}: {row[0].text}", time["value"], time["unit"], "")


def _pairs(row: list[TextBlock], find: Finder) -> Iterator[tuple[TextBlock, Claim]]:
    """Cells that are the name of a profile beside one that is a layer, or of an attribute beside the first cell."""
    alone: list[tuple[TextBlock, Name]] = []
    for block in row:
        sentence, names, _ = find.marked(block.text)
        if len(names) == 1 and _MARK.fullmatch(sentence):
            alone.append((block, names[0]))
    layers = [name for _, name in alone if name.kind is Kind.LAYER]
    profiles = [(block, name) for block, name in alone if name.kind is Kind.PROFILE]
    if len(layers) == len(profiles) == 1:
        block, profile = profiles[0]
        yield block, Claim("profile-layer", profile.name, "", layers[0].name, "")
    members = [(block, name) for block, name in alone if name.kind is Kind.MEMBER]
    if len(members) == 1 and members[0][0] is not row[0] and row[0].column == 0:
        yield members[0][0], Claim("row-member", members[0][1].name, row[0].text, "", "")


def _unmarked_length(sentence: str, names: list[Name]) -> int:
    return len(named(sentence, names))


def _part(sentence: str, place: int) -> str:
    start = max(sentence.rfind(sign, 0, place) for sign in ",;") + 1
    return sentence[start:].partition(",")[0].partition(";")[0]


def _claimed(sentence: str, names: list[Name]) -> Iterator[tuple[Claim, int]]:
    yield from (
        (Claim("deprecated", name.name, "", "", name.name), 0) for name in names if name.kind is Kind.DEPRECATED
    )
    for found in _IDENTIFIER.finditer(sentence) if "_" in sentence or _CAMEL.search(sentence) else ():
        yield Claim("identifier", "", found[0], "", found[0]), found.start()
    has_digit = _DIGIT.search(sentence) is not None
    yield from numbers_in(sentence, names, has_digit=has_digit)
    yield from listed(sentence, names)
    letters = "".join(name.kind.value for name in names)
    for match in matches(sentence, letters, has_digit=has_digit):
        if match.claim in _OF_THIS and is_aside(sentence):
            continue
        subject, more = match.subject, match.more
        if match.claim in _SUBJECTS:
            subject = names[int(subject)].name if subject else _only(names, _SUBJECTS[match.claim])
            more = names[int(more)].name if match.claim in _NAMED else named(more, names)
            more = more if match.claim in _NAMED | _WITH_UNIT else more.casefold()
        else:
            subject = named(subject, names)
            more = names[int(more)].name if match.claim in _OF_UNMARKED else more
        words = named(sentence if match.claim in _IN_SENTENCE else match.words, names)
        # A value counts in the table of the profile that its part of the sentence speaks of.
        more = named(_part(sentence, match.start), names) if match.claim in _IN_PART else more
        name = named(match.name, names)
        # Of a member with its number, both are needed.
        more = f"{more} {name}" if match.claim == "member-at" else name or more
        value = _value(match, names) if match.claim in _VALUED else match.value
        yield Claim(match.claim, subject, value, more, words), match.start


_OF_THIS = frozenset(
    {"profile-said", "entity-profile", "layer-used", "transport-kind", "service-used", "adaptation-count"}
)
"""The claims that a sentence on drafts or on other standards does not make."""

_IN_SENTENCE = frozenset({"profile-said", "entity-profile", "client-access"})
"""The claims that need the whole sentence."""

_VALUED = frozenset({"profile-said", "entity-profile"})
"""The claims whose value may be a name."""

_IN_PART = frozenset({"sap-value", "range-in-words"})
"""The claims that need the part of the sentence that they stand in."""

_WITH_UNIT = frozenset({"constant"})
"""The claims in which what else is needed is a unit, whose capitals count: MHz."""

_OF_UNMARKED = ("interface-profile", "only-profile")
"""The claims about what has no mark: an interface, an entity."""

_NAMED = frozenset({"member-class", "profile-layer", "layer-order"})
"""The claims in which what else is needed is a name, too."""

_SUBJECTS = {
    **dict.fromkeys(
        (
            *("class-id", "version", "member-number", "member-unknown", "member-class", "member-word", "member-at"),
            *("member-count", "obis"),
        ),
        Kind.CLASS,
    ),
    **dict.fromkeys(
        ("member-name", "member-called", "member-kind", "default", "range", "limit", "type", "value", "member-written"),
        Kind.MEMBER,
    ),
    **dict.fromkeys(("value-beside", "value-means", "fixed-at"), Kind.MEMBER),
    "sap": Kind.SAP,
    "client-access": Kind.SAP,
    **dict.fromkeys(
        ("service-used", "service-unused", "service-cast", "service-mode", "service-primitive", "service-support"),
        Kind.SERVICE,
    ),
    "open-parameter": Kind.PARAMETER,
    "open-value": Kind.PARAMETER,
    "profile-layer": Kind.PROFILE,
    "layer-standard": Kind.LAYER,
    "layer-used": Kind.LAYER,
    "every-layer": Kind.LAYER,
    "layer-order": Kind.LAYER,
    "constant": Kind.CONSTANT,
}
"""Of what kind the thing is that a claim is about; the others give its words."""


def _value(match: Match, names: list[Name]) -> str:
    return names[int(match.value)].name if match.value.isdecimal() else named(match.value, names)


def _only(names: list[Name], kind: Kind) -> str:
    return next((name.name for name in names if name.kind is kind), "")
