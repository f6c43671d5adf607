"""Rules on the bodies and options of directives: they report what the readers of the text met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.deviation import TemplateClauses
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.rules.bodies._common import faults
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "directive syntax"


@rule("body-syntax", _CLAUSE, ERROR, fixes=True)
def body_syntax(project: Project) -> Iterator[Fault]:
    """The YAML of a body cannot be read.

    A body is YAML, read as text: ``0x10`` and ``no`` stay what they are. Quote a text that holds
    ``: `` or `` #``, that begins with one of the characters that YAML keeps for itself (``*``,
    ``&``, ``!``, ``[``, ``{``, ``@``, the backquote …), and, inside ``{…}``, one that holds a
    comma or a bracket. Indent with spaces. Anchors, aliases, tags and merge keys are not used.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client: read only
           server:
             0x01: Management Logical Device

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x10: "Public Client: read only"
           server:
             0x01: Management Logical Device
    """
    return faults(project, "body-syntax")


@rule("body-key-unknown", _CLAUSE, ERROR, fixes=True)
def body_key_unknown(project: Project) -> Iterator[Fault]:
    """A body has a key that the directive does not know.

    The value of a mistyped key would be lost without a message. Inside ``{…}`` a key without value
    is most often the rest of a text with a comma that had to be quoted.

    Bad::

        .. sap-table:: Client and server SAPs

           clients:
             0x10: Public Client
           server:
             0x01: Management Logical Device

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device
    """
    return faults(project, "body-key-unknown")


@rule("body-key-duplicate", _CLAUSE, ERROR)
def body_key_duplicate(project: Project) -> Iterator[Fault]:
    """A body has one key twice.

    Only one of the two values can hold. Where a rule of its own names the fault, that one reports
    it: ``profile-duplicate`` for profiles, ``sap-overlap`` for SAPs, ``class-attribute-id`` and
    ``class-method-id`` for attributes and methods.

    Bad::

        .. layer-stack:: The DLMS/COSEM profiles

           layers:
             mac: {role: mac, name: MAC layer, name: MAC sublayer, standard: IEEE 802.11ah}

    Good::

        .. layer-stack:: The DLMS/COSEM profiles

           layers:
             mac: {role: mac, name: MAC sublayer, standard: IEEE 802.11ah}
    """
    return faults(project, "body-key-duplicate")


@rule("body-value-type", _CLAUSE, ERROR, fixes=True)
def body_value_type(project: Project) -> Iterator[Fault]:
    """A value is of another kind than its key takes.

    A text where a list is expected, a list where a text is, a word that is neither yes nor no, a
    value that is not one of the allowed ones; a ``template-clause`` outside a clause, or for a clause of the
    template that another one already declares to answer.

    Bad::

        .. layer-stack:: The DLMS/COSEM profiles

           profiles:
             General profile: {kind: general, stack: open}

    Good::

        .. layer-stack:: The DLMS/COSEM profiles

           profiles:
             General profile: {kind: general, stack: [ap, al, open]}
    """
    yield from faults(project, "body-value-type")
    yield from _declarations(project)


def _declarations(project: Project) -> Iterator[Fault]:
    """The declarations that cannot hold, where one alone does not show it."""
    answered: dict[str, TemplateClauses] = {}
    for record in project.of(TemplateClauses):
        if record.clause is None or record.clause.kind not in {SectionKind.CLAUSE, SectionKind.ANNEX}:
            message = "template-clause is not in a clause: put it below the heading of the clause that it is about"
            yield Fault(record.at, message)
            continue
        for number in record.numbers:
            first = answered.setdefault(number.value, record)
            if first is not record and first.clause is not None:
                advice = "a clause of the template has one answer, name the main one"
                message = f'{first.clause.label} is already declared to answer "{number}": {advice}'
                yield Fault(number.at, message)


@rule("text-flattened", _CLAUSE, WARNING)
def text_flattened(project: Project) -> Iterator[Fault]:
    """A text in a body or an option has a second paragraph, a list or a table in it that is not set as one.

    Descriptions, definitions, notes, reasons and the texts in cells may have all that a text of a clause may have,
    if they are written under ``|``, with an empty line before a list. What names something, a caption and an option
    are one paragraph: what begins later would run on in its line. So do a list that directly follows the line
    before it, and what the markup does not know: ``a)`` in Markdown, a table of Markdown in reStructuredText. Lines
    that one paragraph is folded into are not reported.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x10: |
               Public Client

               - may read the clock
           server:
             0x01: Management Logical Device

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x10:
               name: Public Client
               reason: |
                 What it may do:

                 - read the clock;
                 - read the identifier of the device.
           server:
             0x01: Management Logical Device
    """
    return faults(project, "text-flattened")


@rule("body-file-missing", _CLAUSE, ERROR)
def body_file_missing(project: Project) -> Iterator[Fault]:
    """The file with a body cannot be read.

    ``:file:`` names a file in the source directory, relative to the document that names it.

    Bad::

        .. sap-table:: Client and server SAPs
           :file: no-such-file.yaml

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device
    """
    return faults(project, "body-file-missing")


@rule("option-unknown", _CLAUSE, ERROR, fixes=True)
def option_unknown(project: Project) -> Iterator[Fault]:
    """A directive has an option that does not exist.

    The rest of the directive is used.

    Bad::

        .. sap-table:: Client and server SAPs
           :widht: 8

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device

    Good::

        .. sap-table:: Client and server SAPs
           :width: 8

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device
    """
    return faults(project, "option-unknown")


@rule("registry-file", "conf.py", ERROR)
def registry_file(project: Project) -> Iterator[Fault]:
    """A registry file of the project cannot be read, or contradicts what exists.

    The files of ``dlms_registry`` hold interface classes and OBIS codes that exist in addition to those of
    IEC 62056-6-2 and 6-1. What is wrong in a file is left out, so that the rules on classes may
    miss it. A class has a class_id and a name, both of them free or both those of one class that exists.

    Bad:

    .. code-block:: yaml

        format: 1
        classes:
          - {class_id: 8, name: Company radio setup}

    Good:

    .. code-block:: yaml

        format: 1
        classes:
          - {class_id: 8200, name: Company radio setup}
    """
    return faults(project, "registry-file")
