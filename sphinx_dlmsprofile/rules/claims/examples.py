"""What the text says of the examples that it leads to (Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.leads import leads
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.rules.claims._addresses import address_problems
from sphinx_dlmsprofile.rules.claims._example_meanings import meaning_problems
from sphinx_dlmsprofile.rules.claims._near_examples import examples_of, field_problems
from sphinx_dlmsprofile.rules.claims._proposed import proposal_problems
from sphinx_dlmsprofile.rules.claims._shown_words import worded_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.analysis.claims.leads import Lead
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_COUNTS = frozenset({"caption", "counted"})
_BARE = frozenset({"apdu", "aarq", "aare"})
"""What an example without envelopes shows all of."""

APDU = regex(
    r"(?<![\w-])(?:AARQ|AARE|RLRQ|RLRE|(?:get|set|action|access|event-notification)-(?:request|response)"
    r"|data-notification)(?![\w]|-[a-z])"
)
"""The APDUs that captions name."""

_FIELDS = {"suite": ("security-control", 0x0F), "window": ("block-control", 0x3F)}
"""The fields, and the bits of them, that hold the security suite and the window of blocks (IEC 62056-5-3)."""


@rule("example-text-mismatch", "Annex A", WARNING)
def example_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says something of an example that its octets do not show.

    Compared are the number of octets, "the MSDU of 47 octets", the SAP of the client or the server, the number of the
    attribute, the object, a value, the length of an octet string, the security suite and the window of a block
    transfer, with the example, or the exchange, that the paragraph refers to. A size may be that of the whole or that
    of what is in one of the envelopes. Sentences with "without", "each" or a negation are left out, as are paragraphs
    that lead to examples of which one agrees. A caption that names one APDU has to name that of its octets.

    What a caption counts, "Response in three blocks", is compared with the sentence that says what the figure, table
    or example shows, or into how many the message is cut.

    Fields that the text, or a row of two cells, gives a value, "Invocation counter | 258", are compared with the
    examples of the same subclause. An IPv6 address whose identifier was made of a MAC address has to be made of the one
    in the same row. The attribute, method or class that a sentence with a reference names, the service class, the
    priority, the octets of blocks and what a value of an own enumeration stands for are compared with the octets, where
    the sentence names one alone and has no word such as "not", "each" or "another"; so are the client and server that a
    sentence names, the kind of association, the kind of referencing, and the profile that a caption names. "Three
    MEDs" are counted in the figure of the network that the sentence refers to. Services that are proposed or accepted
    need their bit in the conformance block; beside a reference to a response, the words of an enumeration have to be
    those of its value.

    Bad (in Annex A)::

        The APDU of :numref:`ex-clock` has 15 octets.

        .. apdu-example:: Reading the clock
           :name: ex-clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        The APDU of :numref:`ex-clock` has 13 octets.

        .. apdu-example:: Reading the clock
           :name: ex-clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    known: dict[str, list[ApduExample]] = {}
    for example in project.of(ApduExample):
        known.setdefault(example.name.value if example.name else "", []).append(example)
    for exchange in project.of(Exchange):
        for name in filter(None, (exchange.name, exchange.figure_name)):
            known.setdefault(name.value, []).extend(message.example for message in exchange.messages)
    yield from _counted(project)
    fields = list(field_problems(project))
    yield from fields
    yield from address_problems(project)
    told = {fault.at for fault in fields}
    worded = [*worded_problems(project, known, tuple(examples_of(project)))]
    yield from (fault for fault in worded if fault.at not in told)
    told |= {fault.at for fault in worded}
    yield from (fault for fault in meaning_problems(project, known) if fault.at not in told)
    yield from proposal_problems(project, known)
    for block, lead in project.found(leads) if known else ():
        meant = [example for target in dict.fromkeys(lead.targets) for example in known.get(target, ())]
        values = [] if lead.kind in _COUNTS else [_shown(example, lead) for example in meant]
        shown = [value for each in values for value in each]
        if lead.kind == "object":
            codes = list(filter(None, map(read_obis, _codes(meant))))
            written = read_obis(lead.value)
            if written and codes and not any(code.overlaps(written) for code in codes):
                right = " or ".join(dict.fromkeys(_codes(meant)))
                message = f"the text has the object {lead.value}, but the example shows {right}"
                yield Fault(block.at, f"{message}: correct the text, or the octets")
            continue
        said = read_count(lead.value)
        # What is not shown cannot be judged: an address without its envelope, a frame without its header.
        if (
            said is None
            or not shown
            or said in shown
            or not (all(values) or lead.kind in {"window", "suite", "string"})
        ):
            continue
        right = " or ".join(_written(value, lead) for value in dict.fromkeys(shown))
        message = f'the text has "{lead.words}", but the example shows {right}'
        yield Fault(block.at, f"{message}: correct the text, or the octets")
    yield from _profiles(project)
    for example in project.of(ApduExample):
        if example.caption and (problem := _called(example, example.caption.value)):
            yield Fault(example.caption.at, f"{problem}: correct the caption, or the octets")


def _profiles(project: Project) -> Iterator[Fault]:
    """Captions that name another profile than the option does."""
    names = {unmarked(each.name.value) for stack in project.of(LayerStack) for each in stack.profiles}
    for example in project.of(ApduExample):
        said = [name for name in names if example.caption and name.casefold() in example.caption.value.casefold()]
        if example.caption and example.profile and len(said) == 1 and fold(said[0]) != fold(example.profile.value):
            message = f'the caption says "{said[0]}", and the option profile "{example.profile}"'
            yield Fault(example.caption.at, f"{message}: correct one of them")


def _counted(project: Project) -> Iterator[Fault]:
    """How many of what the text says that a figure or table shows, and its caption says otherwise."""
    captions: dict[str, dict[str, list[tuple[str, Block]]]] = {}
    for block, lead in project.found(leads):
        if lead.kind == "caption":
            captions.setdefault(lead.targets[0], {}).setdefault(words(lead.of)[0], []).append((lead.value, block))
    networks = {each.name.value: each for each in project.of(CommunicationEnvironment) if each.name}
    for block, lead in project.found(leads):
        if lead.kind != "counted":
            continue
        if network := networks.get(lead.targets[0]):
            kind = lead.of.removesuffix("s")
            shown = sum(each.value.rstrip("0123456789 ") == kind for each in network.entities)
            if shown and read_count(lead.value) not in {None, shown}:
                message = f'the text has "{lead.words}", but the figure in {network.at.source}, line {network.at.line}'
                yield Fault(block.at, f"{message}, marks {shown}: correct the one that is wrong")
            continue
        noun = words(lead.of)[0]
        said = next((found for target in lead.targets if (found := captions.get(target, {}).get(noun))), [])
        if said and read_count(lead.value) not in {read_count(value) for value, _ in said}:
            value, at = said[0][0], said[0][1].at
            where = f"the caption in {at.source}, line {at.line}"
            message = f'the text has "{lead.words}", but {where}, has {value}'
            yield Fault(block.at, f"{message}: correct the one that is wrong")


def _codes(examples: Iterable[ApduExample]) -> list[str]:
    """The logical names of examples; none where one of them shows none."""
    return [each.logical_name for example in examples for layer in example.layers for each in layer.mentions]


def _called(example: ApduExample, caption: str) -> str | None:
    """What is wrong with the one APDU that a caption names."""
    named = {name.casefold() for name in APDU.findall(caption)}
    shown = [name for layer in example.layers for name in layer.names]
    if len(named) != 1 or not shown or any(name.startswith((*named,)) for name in shown):
        return None
    if any("ciphering" in each or each.startswith(("glo-", "ded-", "general-")) for each in shown):
        return None
    return f'the caption says "{APDU.findall(caption)[0]}", but the octets are a {shown[0]}'


def _written(value: int, lead: Lead) -> str:
    digits = len(lead.value) - 2
    return f"0x{value:0{digits}X}" if lead.kind == "sap" else str(value)


def _shown(example: ApduExample, lead: Lead) -> Sequence[int]:
    """The values that an example shows of what the text speaks of."""
    dissection = example.dissection
    if dissection is None or not dissection.valid:
        return ()
    if lead.kind == "sap":
        side = example.client if lead.of == "client" else example.server
        return (side.value,) if side else ()
    if lead.kind == "size":
        return _sizes(dissection) if example.envelopes or lead.of in _BARE else ()
    return [number for layer in dissection.layers() for number in _in_layer(layer, lead.kind)]


def _in_layer(layer: Dissection, kind: str) -> Iterator[int]:
    """The same, of what has no place in an option."""
    if kind == "attribute":
        yield from (each.attribute for each in layer.mentions if each.attribute)
    elif kind in {"value", "written"}:
        numbers = (read_integer(each.value) for each in layer.values)
        yield from (number for number in numbers if number is not None)
    elif kind == "string" and layer.element:
        yield from (len(each.value) // 2 for each in layer.element.walk() if each.type == "octet-string")
    else:
        name, mask = _FIELDS.get(kind, ("", 0))
        numbers = (read_integer(each.value) for each in layer.fields if each.name == name)
        yield from (number & mask for number in numbers if number is not None)


def _sizes(dissection: Dissection) -> list[int]:
    """How many octets there are from the beginning of each envelope, and of the APDU, to the end."""
    starts = {field.path[:1]: field.offset for field in reversed(dissection.fields)}
    return sorted({len(dissection.octets) - offset for offset in starts.values()}, reverse=True)
