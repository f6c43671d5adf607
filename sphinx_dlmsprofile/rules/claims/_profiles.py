"""What the text, captions and tables say of communication profiles, against the stacks (5.2)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.names import Kind
from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lower_layers import ServiceMapping
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.registry.layer_classes import classes_of_layer
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text

_COMMUNICATION = frozenset(
    (  # noqa: SIM905  words
        "mesh star stream datagram frame packet session convergence serial direct wrapper socket tunnel relay gateway"
        " narrowband wideband broadband wireless wired cellular connectionless connection-oriented"
    ).split()
)
"""Words that a communication profile is called by. What else has a profile, nobody can list: loads, users, antennas."""

_OF_OTHERS = regex(r"\b(?:IEC|ISO|IEEE|RFC|ITU|ETSI|EN|3GPP)\b|\b[Pp]arts?\b|\bother standards?\b")
_BASED = regex(r"[- ]based$")
_KINDS = {"general": ("general",), "ip": ("ip", "based")}
_PROTOCOLS = frozenset("TCP UDP IP IPv4 IPv6 HDLC PPP LLC CoAP MQTT SCHC 6LoWPAN".split())  # noqa: SIM905  words
_SELDOM = 2
"""How often a profile is named that no stack has for its name to be a slip; else it is the author's word for one."""

_JOINTS = regex(r",? and |, |/| or ")
_PROFILE = regex(r"(?i)\b(?:communication )?profiles?\b")
_ALL = frozenset({"both", "all", "any", "every", "each", "either"})
_NEGATED = regex(r"\b(?:not|no|never|none|without|instead|unlike|neither|nor|except)\b")


def profile_layers(project: Project) -> dict[str, set[str]]:
    """The folded names of the layers of each profile, by its folded name; one that is left open has the name ""."""
    return project.memo(_layers)


def _layers(project: Project) -> dict[str, set[str]]:
    layers: dict[str, set[str]] = {}
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            names = layers.setdefault(fold(unmarked(profile.name.value)), set())
            keys = {key for level in profile.stack for key in level.keys}
            names |= {fold(unmarked(layer.name)) for _, found in stack.levels(profile) for layer in found}
            # The transport layer of IEC 62056-4-7 has TCP and UDP in it, where the stack does not say which.
            names |= {"tcp", "udp"} if "tl" in keys and keys.isdisjoint({"tcp", "udp"}) else set()
            if "open" in keys:
                names.add("")
    return layers


def profile_problems(project: Project) -> Iterator[Fault]:
    """Profiles that no stack has, records of another profile than their words say, rows and columns of others."""
    names = [unmarked(profile.name.value) for stack in project.of(LayerStack) for profile in stack.profiles]
    if len(names) != len(set(map(fold, names))) or lost_profile(project):
        return
    yield from _unknown(project, names)
    yield from _of_records(project, names)
    yield from _rows(project, names)
    yield from _columns(project)


def _unknown(project: Project, names: list[str]) -> Iterator[Fault]:
    """A profile in a sentence, of a kind that no stack has."""
    if len(names) < 2:  # noqa: PLR2004  one alone may be called anything
        return
    own = {word for name in names for word in name.casefold().replace("-", " ").split()}
    for stack in project.of(LayerStack):
        for each in stack.profiles:
            own.update(_KINDS.get(each.kind, ()))  # The template calls them so.
            own.update(fold(layer.name) for layer in stack.lower_layers(each))
    captions = (stack.caption for stack in project.of(LayerStack) if stack.caption)
    titled = " ".join(unmarked(caption.value) for caption in captions).casefold()
    found = [
        (block, claim)
        for block, claim in claims_of(project, "profile-said")
        if _is_kind(claim.value)
        and not {*claim.value.casefold().replace("-", " ").split()} & own
        and claim.value.casefold() not in titled
        and not _OF_OTHERS.search(claim.words)
    ]
    counted = Counter(claim.value.casefold() for _, claim in found)
    drifted = {fold(claim.words) for _, claim in claims_of(project, "drift")}
    for block, claim in found:
        if counted[claim.value.casefold()] <= _SELDOM and fold(f"{claim.value} profile") not in drifted:
            listed = ", ".join(f'"{name}"' for name in names)
            message = f'no stack has a "{claim.value} profile": the profiles are {listed}'
            yield Fault(block.at, f"{message}; correct the text, or the stack")


def _is_kind(word: str) -> bool:
    plain = _BASED.sub("", word)
    return plain in _COMMUNICATION or plain in _PROTOCOLS


def _of_records(project: Project, names: list[str]) -> Iterator[Fault]:
    """Tables that are for one profile, and whose captions name another; examples under the title of another."""
    records: tuple[SapTable | ServiceMapping, ...] = (*project.of(SapTable), *project.of(ServiceMapping))
    for record in records:
        if record.caption and (other := _other(names, record.caption.value, list(record.profiles))):
            message = f'the caption names the profile "{other}", and the table is that of "{record.profiles[0]}"'
            yield Fault(record.caption.at, f"{message}: correct one of them")
    titled: dict[int, list[tuple[ApduExample, Clause]]] = {}
    for example in project.of(ApduExample):
        if example.profile and example.caption and (other := _other(names, example.caption.value, [example.profile])):
            message = f'the caption names the profile "{other}", and the example is that of "{example.profile}"'
            yield Fault(example.caption.at, f"{message}: correct one of them")
        elif example.profile and example.clause:
            titled.setdefault(id(example.clause), []).append((example, example.clause))
    for several in titled.values():
        clause = several[0][1]
        wrong = [each for each, _ in several if each.profile and _other(names, clause.title, [each.profile])]
        if wrong and len(wrong) == len(several):
            message = f'the title names the profile "{_named(names, clause.title)[0]}"'
            yield Fault(clause.at, f'{message}, and the example is that of "{wrong[0].profile}": correct one of them')
        else:
            for each in wrong:
                message = f'the example is that of "{each.profile}", and the title of the clause names'
                at = each.profile.at if each.profile else each.at
                yield Fault(at, f'{message} "{_named(names, clause.title)[0]}": correct one of them')


def _named(names: list[str], text: str) -> list[str]:
    """The profiles that a text names in full."""
    plain = f" {text.casefold().replace('-', ' ')} "
    return [name for name in names if f" {name.casefold().replace('-', ' ')} " in plain.replace(",", " ,")]


def _other(names: list[str], text: str, given: list[Text]) -> str | None:
    """The one profile that a text names, where that is none of those given; one that is unknown is reported as such."""
    found, own = _named(names, unmarked(text)), {fold(each.value) for each in given}
    # One that no stack has is a finding of another rule.
    is_known = bool(own) and own <= {fold(name) for name in names}
    return found[0] if is_known and len(found) == 1 and fold(found[0]) not in own else None


def _rows(project: Project, names: list[str]) -> Iterator[Fault]:
    """Rows on a layer, or on a class that configures one, and a profile that does not have it."""
    layers = profile_layers(project)
    for block, claim in claims_of(project, "row-profile") if layers else ():
        kind, _, named = claim.more.partition(" ")
        if kind == Kind.CLASS.value:
            having = _having(project, named)
        else:
            having = {name for name, own in layers.items() if fold(named) in own}
        meant = _profiles_in(claim.value, names)
        wrong = [name for name in meant if fold(name) not in having and "" not in layers[fold(name)]]
        if having and wrong:
            layer = f'layer that "{named}" configures' if kind == Kind.CLASS.value else f'layer "{named}"'
            message = f'the row has the profile "{wrong[0]}", which does not have the {layer}'
            yield Fault(block.at, f"{message}: correct the row, or the stack")


def _having(project: Project, class_name: str) -> set[str]:
    """The profiles with a layer that a class configures."""
    known = project.registry.class_by_name(class_name)
    return {
        fold(unmarked(profile.name.value))
        for stack in project.of(LayerStack)
        for profile in stack.profiles
        if known and any(known.class_id in classes_of_layer(stack, key) for one in profile.stack for key in one.keys)
    }


def _profiles_in(cell: str, names: list[str]) -> list[str]:
    """The profiles that a cell below "Profile" is of; none where one of its parts is not the name of one."""
    parts = [_PROFILE.sub("", part).strip() for part in _JOINTS.split(cell)]
    if len(parts) == 1 and parts[0].casefold() in _ALL:
        return names
    found: list[str] = []
    for part in parts:
        meant = [name for name in names if part and fold(_PROFILE.sub("", name)).startswith(fold(part))]
        if len(meant) != 1:
            return []
        found += meant
    return found


def _columns(project: Project) -> Iterator[Fault]:
    """Cells in the column of a profile with a layer that it does not have, and another one has."""
    layers = profile_layers(project)
    for block, claim in claims_of(project, "column-layer") if layers else ():
        own = layers.get(fold(claim.subject))
        name = fold(claim.value)
        others = [other for other, its in layers.items() if name in its]
        if own and others and name not in own and "" not in own and not _NEGATED.search(claim.words):
            message = f'the column is that of "{claim.subject}", which does not have the layer "{claim.value}"'
            yield Fault(block.at, f"{message}: correct the cell, or the stack")
