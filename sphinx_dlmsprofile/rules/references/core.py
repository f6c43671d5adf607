"""Rules on what Clause 2 has to list (IEC TS 62056-1-1, Clause 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.reference_use import CORE, IP, References, fold_citation, lower_layers, references
from sphinx_dlmsprofile.analysis.unknown_parts import part_of, unknown_parts
from sphinx_dlmsprofile.rules.references._common import missing, unneeded
from sphinx_dlmsprofile.rules.references._order import new_entry
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.designations import Designation

_CLAUSE = "2"
_AND = regex(r"(?<!\s)(?:\s+and\s+|\s*[,;+]\s+)")


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _names_missing(project: Project, wanted: Sequence[Designation]) -> list[str]:
    """Those that are missing; one whose number has a slip in the list is reported there, as an unknown part."""
    unknown = unknown_parts(project)
    listed = (part_of(each) for entry in references(project).normative for each in entry.designations)
    meant = {unknown[part].meant for part in listed if part in unknown}
    return [each.name for each in missing(project) if each in wanted and part_of(each) not in meant]


def _is_are(names: Sequence[str]) -> str:
    return f"{_joined(names)} {'is' if len(names) == 1 else 'are'}"


@rule("reference-core-missing", _CLAUSE, ERROR, fixes=True)
def reference_core_missing(project: Project) -> Iterator[Fault]:
    """Clause 2 does not list IEC 62056-1-0, IEC 62056-5-3, IEC 62056-6-1 or IEC 62056-6-2.

    Every profile is based on the framework, the application layer, OBIS and the interface classes:
    without them nobody can apply it. All that are missing are named in one finding.

    Bad (in 2)::

        .. normative-references::

           IEC 62056-1-0: Smart metering standardisation framework
           IEC 62056-5-3: DLMS/COSEM application layer

    Good (in 2)::

        .. normative-references::

           IEC 62056-1-0: Smart metering standardisation framework
           IEC 62056-5-3: DLMS/COSEM application layer
           IEC 62056-6-1: Object Identification System (OBIS)
           IEC 62056-6-2: COSEM interface classes
    """
    known = references(project)
    names = _names_missing(project, CORE)
    if known.home and known.judged and names:
        message = f"{_is_are(names)} not listed: add what every profile standard refers to"
        yield Fault(known.home, message, edit=new_entry(project, names))


@rule("reference-ip-missing", _CLAUSE, ERROR)
def reference_ip_missing(project: Project) -> Iterator[Fault]:
    """There is an IP based profile, and Clause 2 does not list IEC 62056-4-7 or IEC 62056-9-7.

    The transport layer of an IP based profile is that of IEC 62056-4-7, and its upper part follows
    IEC 62056-9-7.

    Given (in 5.2)::

        .. layer-stack:: The DLMS/COSEM profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}

    Bad (in 2)::

        .. normative-references::

           IEC 62056-4-7: DLMS/COSEM transport layer for IP networks

    Good (in 2)::

        .. normative-references::

           IEC 62056-4-7: DLMS/COSEM transport layer for IP networks
           IEC 62056-9-7: Communication profile for TCP-UDP/IP networks
    """
    known = references(project)
    names = _names_missing(project, IP)
    if known.home and known.judged and names:
        yield Fault(known.home, f"{_is_are(names)} not listed, and a profile is IP based: add what is missing")


@rule("reference-ip-unneeded", _CLAUSE, ADVICE)
def reference_ip_unneeded(project: Project) -> Iterator[Fault]:
    """Clause 2 lists IEC 62056-4-7 or IEC 62056-9-7, and no profile is IP based.

    A reader would look for the IP based profile.

    Given (in 5.2)::

        .. layer-stack:: The DLMS/COSEM profile

           profiles:
             General profile: {kind: general, stack: [ap, al, open]}

    Bad (in 2)::

        .. normative-references::

           IEC 62056-4-7: DLMS/COSEM transport layer for IP networks

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
    """
    if not lost_profile(project) and (found := unneeded(project)):
        names = " and ".join(str(entry.designation) for entry in found)
        what, those = ("is", "it") if len(found) == 1 else ("are", "them")
        message = f"{names} {what} listed, and no profile is IP based"
        yield Fault(found[0].at, f"{message}: remove {those} unless provisions rest on {those}")


@rule("reference-lower-layer-missing", _CLAUSE, ERROR)
def reference_lower_layer_missing(project: Project) -> Iterator[Fault]:
    """A lower layer of the stack has a standard that Clause 2 does not list.

    A profile is made of the standards of its lower layers. Layers that need no definition, such as
    ``tcp``, are listed by what IEC 62056-9-7 is based on. The finding is at the first layer of the
    standard; citations of it in the text are not reported again.

    Given (in 5.2)::

        .. layer-stack:: The DLMS/COSEM profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
           IEEE 802.11ah-2016: Sub 1 GHz License Exempt Operation
    """
    known = references(project)
    if not known.judged:
        return
    reported: set[str] = set()
    for layer in lower_layers(project):
        standard = next((each for each in _standards(str(layer.standard)) if not _lists_standard(known, each)), None)
        if standard is None:
            continue
        name = next((each.name for each in read_designations(standard)), standard)
        if name not in reported and layer.standard:
            reported.add(name)
            message = f'{name}, the standard of the layer "{layer.name}", is not listed: add it to Clause 2'
            yield Fault(layer.standard.at, message)


def _standards(text: str) -> list[str]:
    """The standards that a layer names: "ISO/IEC 8802-2 and IEC 61334-4-32" are two; "RFC 8724, Clause 7" is one."""
    several = [each for each in _AND.split(text) if read_designations(each)]
    return several if len(several) > 1 else [text]


def _lists_standard(known: References, standard: str) -> bool:
    """Whether the standard of a layer is listed; those that other rules demand count as listed."""
    designations = read_designations(standard)
    if not designations:
        folded = fold_citation(standard)
        return any(folded in fold_citation(f"{entry.designation} {entry.title or ''}") for entry in known.normative)
    demanded = (*CORE, *IP, *filter(None, [known.own]))
    return any(known.lists(each) or any(each.is_same(other) for other in demanded) for each in designations)
