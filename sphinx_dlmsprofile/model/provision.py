"""Provisions: the sentences of normative text with a verbal form of the ISO/IEC Directives, Part 2, Clause 7."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.provision_attributes import Attributes, ProvisionAttributes
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.digest import digest_of
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.verbal_forms import FORM_WORDS, ProvisionKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CONSTANT_LINK = "dlms:const"
"""The kind of a link to a constant, which prints what it is."""

IDENTIFIER = r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
"""What an author may give: letters and digits in groups, with hyphens between."""


@frozen(kw_only=True)
class Statement(Record):
    """A sentence that is a provision if its clause is normative: it has a verbal form, or an identifier.

    ``context`` says what it is about where it begins with a pronoun, "" elsewhere. ``context`` and then ``text`` have
    ``OPAQUE`` for each of ``references``, which show numbers that are known when all has been read.
    ``written`` is what of it stands at its place, with ``OPAQUE`` for references: the subject may be elsewhere.
    ``forms`` are its verbal forms, as :func:`~sphinx_dlmsprofile.text.verbal_forms.verbal_forms` has them.
    ``given`` is the identifier that its author has put before it, "" without one. ``informative`` says that it
    stands in a note, an example or the like. ``anchor`` is the id of the place where it begins, in its page.
    ``derived`` is the identifier that its words make, "" where it needs none.
    """

    text: str
    context: str = ""
    written: str = ""
    references: tuple[Link, ...] = ()
    forms: tuple[str, ...] = ()
    given: str = ""
    informative: bool
    anchor: str = ""
    derived: str = ""


@frozen(kw_only=True)
class Provision(Record):
    """A requirement, recommendation, permission, possibility or capability.

    ``written`` and ``anchor`` are those of its statement. ``identifier`` is unique in the project: the one that was
    ``given``, else one made from the words, with a number after it where another has the same. ``attributes`` are
    those that were given to it first. ``context`` are the words before it that say what it is about, where it begins
    with a pronoun. ``digest`` distinguishes its wording from others, whatever the numbers in it.
    """

    identifier: str
    text: str
    written: str
    kind: ProvisionKind
    forms: tuple[str, ...]
    given: str = ""
    anchor: str = ""
    attributes: Attributes | None = None
    context: str = ""
    digest: str = ""

    @property
    def alone(self) -> str:
        """The sentence as it can be read without those around it."""
        return f"[{self.context}] {self.text}" if self.context else self.text


class LabelFault(Enum):
    """Why an identifier does not name a provision."""

    NO_FORM = "the sentence after it has no verbal form (shall, should, may, can)"
    NO_SENTENCE = "no sentence follows it"
    SECOND = "the sentence already has another identifier before it"
    INFORMATIVE = "the sentence is not in normative text"


@frozen(kw_only=True)
class StrayLabel(Record):
    """An identifier that does not name a provision; without ``fault``, one that is not well formed."""

    identifier: str
    fault: LabelFault | None = None


_UNSPECIFIC = (
    "a an the of to in on at by for from with and or that which who whose this these those it its they their"
    " is are be been being was were as if when where while than then so such each any all every other"
    " both either also only into onto over under out up there"
)
"""Words that say little on what a sentence is about."""
_UNSPECIFIC_WORDS = frozenset(_UNSPECIFIC.split())

_BEFORE_FORM, _BEHIND_FORM, _FEWEST = 3, 4, 3


def derived_identifier(text: str) -> str:
    """An identifier from the words: the last ones that count before the verbal form, the form, the first after it.

    "A client shall not take an address for the identity" gives ``client-shall-not-take-address-identity``.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    specific = _around_form([word for word in words if word not in _UNSPECIFIC_WORDS])
    chosen = specific if len(specific) >= _FEWEST else _around_form(words)
    return "-".join(chosen).lstrip("-0123456789") or "provision"


def _around_form(words: list[str]) -> list[str]:
    form = next((index for index, word in enumerate(words) if word in FORM_WORDS), 0)
    before = [word for word in words[:form] if not word.isdecimal()][-_BEFORE_FORM:]
    behind = form + 1 + (words[form + 1 : form + 2] == ["not"]) + _BEHIND_FORM
    return [*before, *words[form:behind]]


def as_sentence(text: str) -> str:
    """The text with a full stop where an item of a list ends: its mark says that others follow, and not what it asks.

    >>> as_sentence("The gateway shall log the answer; and")
    'The gateway shall log the answer.'
    """
    bare = text.rstrip().removesuffix(" and").rstrip()
    if bare.endswith((";", ",")):
        return f"{bare[:-1].rstrip()}."
    return text if bare == text.rstrip() else f"{bare}."


def as_provisions(
    records: Iterable[Record], is_normative: Callable[[Statement], bool], shown: Callable[[Link], str]
) -> Iterator[Record]:
    """The records with provisions in place of statements, in the same order; ``shown`` is what a reference reads.

    A statement that is not a provision and has an identifier becomes a :class:`StrayLabel`.
    """
    listed = list(records)
    provisions = [
        record for record in listed if isinstance(record, Statement) and record.forms and is_normative(record)
    ]
    identifiers = dict(zip(map(id, provisions), _identifiers(provisions), strict=True))
    attributes: dict[str, Attributes] = {}
    for record in listed:
        for entry in record.entries if isinstance(record, ProvisionAttributes) else ():
            attributes.setdefault(entry.identifier.value, _attributes(entry, shown))
    for record in listed:
        if not isinstance(record, Statement):
            yield record
        elif id(record) in identifiers:
            context, text = _filled(record, shown)
            yield Provision(
                at=record.at,
                clause=record.clause,
                identifier=identifiers[id(record)],
                text=text,
                context=context,
                written=record.written,
                kind=kind_of(record.forms),
                forms=record.forms,
                given=record.given,
                anchor=record.anchor,
                attributes=attributes.get(identifiers[id(record)]),
                digest=_digest(record, shown),
            )
        elif record.given:
            fault = LabelFault.INFORMATIVE if record.forms else LabelFault.NO_FORM
            yield StrayLabel(at=record.at, clause=record.clause, identifier=record.given, fault=fault)


def as_read(text: Text, shown: Callable[[Link], str], document: str = "") -> Text:
    """A text of an author as a reader sees it; ``shown`` is what a reference reads, ``document`` where it stands."""

    def read(role: str, target: str) -> str:
        kind = CONSTANT_LINK if role == "const" else role
        return shown(Link(at=text.at, kind=kind, target=target, document=document))

    return Text(unmarked(text.value, read), text.at)


def _attributes(entry: Attributes, shown: Callable[[Link], str]) -> Attributes:
    """The attributes with their free texts as a reader sees them."""
    free = {name: getattr(entry, name) for name in ("criterion", "rationale", "owner", "change_request")}
    read: dict[str, Any] = {name: as_read(text, shown) for name, text in free.items() if text}
    return replace(entry, **read)


def _digest(statement: Statement, shown: Callable[[Link], str]) -> str:
    """What tells the wording from others: references count by what they lead to, since numbers change.

    A constant is its value.
    """
    targets = tuple(
        f"{link.target}: {shown(link)}" if link.kind == CONSTANT_LINK else link.target for link in statement.references
    )
    return digest_of(statement.context, as_sentence(statement.text), targets)


def _filled(statement: Statement, shown: Callable[[Link], str]) -> tuple[str, str]:
    """The context and the text with their references; one that leads nowhere stays open."""
    references = iter(statement.references)

    def fill(text: str) -> str:
        if OPAQUE not in text:
            return text
        first, *others = text.split(OPAQUE)
        links = ((next(references, None), part) for part in others)
        return first + "".join(((shown(link) if link else "") or "…") + part for link, part in links)

    return fill(statement.context), fill(statement.text)


def _identifiers(statements: list[Statement]) -> Iterator[str]:
    """An identifier for each, all different; what authors have given comes first."""
    given = {statement.given for statement in statements if statement.given}
    seen: set[str] = set()
    last: dict[str, int] = {}
    for statement in statements:
        wanted = statement.given or statement.derived or derived_identifier(statement.text)
        identifier, number = wanted, last.get(wanted, 1)
        while identifier in seen or (identifier in given and identifier != statement.given):
            number += 1
            identifier = f"{wanted}-{number}"
        last[wanted] = number
        seen.add(identifier)
        yield identifier
