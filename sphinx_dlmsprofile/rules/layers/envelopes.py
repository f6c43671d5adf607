"""The formats of headers that a profile specifies itself (template: 5.4), and the examples that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.envelopes import (
    BITS_UNEVEN,
    CONTENT_MISSING,
    FIELD_UNKNOWN,
    VALUE_UNFIT,
    envelope_faults,
)
from sphinx_dlmsprofile.model.apdu import ENVELOPES
from sphinx_dlmsprofile.model.apdu_example import PendingExample
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "5.4"


def _found(project: Project, name: str) -> Iterator[Fault]:
    for envelope in project.of(Envelope):
        if not envelope.unread:
            for fault in envelope_faults(envelope):
                if fault.rule == name:
                    yield Fault(fault.at, fault.message)


@rule(BITS_UNEVEN, _CLAUSE, ERROR)
def envelope_bits_uneven(project: Project) -> Iterator[Fault]:
    """Fields of bits in an envelope do not fill whole octets.

    Where the next field begins would be left open, and each implementer decides on it alone. Fields that share an
    octet are there together, and in one order.

    Bad (in 5.4)::

        .. envelope:: Segment

           fields:
             last: {bits: 1}
             number: {bits: 6}
             payload: {content: APDU}

    Good (in 5.4)::

        .. envelope:: Segment

           fields:
             last: {bits: 1}
             number: {bits: 7}
             payload: {content: APDU}
    """
    return _found(project, BITS_UNEVEN)


@rule(CONTENT_MISSING, _CLAUSE, ERROR)
def envelope_content_missing(project: Project) -> Iterator[Fault]:
    """An envelope does not say where what it carries begins, or says so twice.

    Bad (in 5.4)::

        .. envelope:: Segment

           fields:
             dispatch: {octets: 1}

    Good (in 5.4)::

        .. envelope:: Segment

           fields:
             dispatch: {octets: 1}
             payload: {content: APDU}
    """
    return _found(project, CONTENT_MISSING)


@rule(FIELD_UNKNOWN, _CLAUSE, ERROR)
def envelope_field_unknown(project: Project) -> Iterator[Fault]:
    """A field of an envelope refers to one that does not exist, or cannot be used there.

    ``octets``, ``same-as`` and ``when`` name a field before it, since octets are read in their order; ``counts`` and
    ``over`` name one field, or the first and the last of several.

    Bad (in 5.4)::

        .. envelope:: Segment

           fields:
             length: {octets: 1, counts: load}
             payload: {content: APDU}

    Good (in 5.4)::

        .. envelope:: Segment

           fields:
             length: {octets: 1, counts: payload}
             payload: {content: APDU}
    """
    return _found(project, FIELD_UNKNOWN)


@rule(VALUE_UNFIT, _CLAUSE, ERROR)
def envelope_value_unfit(project: Project) -> Iterator[Fault]:
    """A value or check sequence does not fit into its field of an envelope.

    Bad (in 5.4)::

        .. envelope:: Segment

           fields:
             dispatch: {octets: 1, value: 0x100}
             payload: {content: APDU}

    Good (in 5.4)::

        .. envelope:: Segment

           fields:
             dispatch: {octets: 1, value: 0x10}
             payload: {content: APDU}
    """
    return _found(project, VALUE_UNFIT)


@rule("envelope-duplicate", _CLAUSE, ERROR)
def envelope_duplicate(project: Project) -> Iterator[Fault]:
    """Two envelopes have one name, or one has the name of an envelope that is built in.

    Examples would not say which one surrounds them; the first is used.

    Bad (in 5.4)::

        .. envelope:: Header of the adaptation layer
           :id: llc

           fields:
             dispatch: {octets: 1}
             payload: {content: APDU}

    Good (in 5.4)::

        .. envelope:: Header of the adaptation layer
           :id: l2a

           fields:
             dispatch: {octets: 1}
             payload: {content: APDU}
    """
    known = set(ENVELOPES)
    for envelope in project.of(Envelope):
        if envelope.identifier is None:
            continue
        name = envelope.identifier.value.casefold()
        if name in known:
            whose = "is built in" if name in ENVELOPES else "was described before"
            yield Fault(envelope.identifier.at, f'the envelope "{envelope.identifier}" {whose}: choose another name')
        known.add(name)


@rule("envelope-unknown", "Annex A", ERROR)
def envelope_unknown(project: Project) -> Iterator[Fault]:
    """An example names an envelope that is neither built in nor described.

    Its octets cannot be taken apart. Built in are ``wrapper``, ``hdlc``, ``llc`` and ``mbus``; the standard describes
    its own with ``envelope``.

    Given (in 5.4)::

        .. envelope:: Header of the adaptation layer
           :id: l2a

           fields:
             dispatch: {octets: 1, value: 0x01}
             payload: {content: APDU}

    Bad (in Annex A)::

        .. apdu-example:: Reading the clock
           :envelope: l2b

           01 C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        .. apdu-example:: Reading the clock
           :envelope: l2a

           01 C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    described = [each.identifier.value.casefold() for each in project.of(Envelope) if each.identifier]
    known = (*ENVELOPES, *described)
    if any(each.unread and each.identifier is None for each in project.of(Envelope)):
        return  # its name may be the one that is meant
    for pending in project.of(PendingExample):
        for name in dict.fromkeys(name for name in pending.example.envelopes if name not in known):
            advice = suggest(
                closest_word(name, known), f"known are none, {', '.join(known)}; describe it with envelope::"
            )
            yield Fault(pending.envelope_at, f'"{name}" is not an envelope: {advice}')
