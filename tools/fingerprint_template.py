"""Make ``sphinx_dlmsprofile/template/fingerprints.json`` from a copy of IEC TS 62056-1-1 as text.

    python tools/fingerprint_template.py COPY [--newer FILE] > sphinx_dlmsprofile/template/fingerprints.json

Nothing of the wording is in here or in what comes out: each paragraph is found by the clause it stands
in and its first few words. FILE holds newer forms of paragraphs, as the ISO/IEC Directives word them: a
YAML mapping from the paragraph's id to a list of texts, with ``<documents>`` where standards are listed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from sphinx_dlmsprofile.template.fingerprints import (
    Fingerprints,
    Paragraph,
    Passage,
    fingerprint_form,
    fingerprint_passage,
    to_json,
)
from sphinx_dlmsprofile.template.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

SALT = "IEC TS 62056-1-1:2016"

_CLAUSES = re.compile(r"(?:(?P<number>\d+(?:\.\d+)*) |Annex (?P<annex>[A-Z])\b|(?P<front>INTRODUCTION)$)")
_NUMBERS = re.compile(r"\[\s+\d[\d,\s]*\]")
_DESCRIPTION = re.compile(r"\W*<add a [^>]*>\W*")


@dataclass(frozen=True)
class Place:
    """Where a text stands in the template: its clause, and the words it begins with."""

    id: str
    clause: str
    begins: str
    gist: str = ""


PARAGRAPHS = (
    Place(
        "introduction-suite",
        "introduction",
        "As defined in",
        "on the profiles of the suite for the media of smart metering",
    ),
    Place(
        "introduction-profiles", "introduction", "Such communication profile", "on what a profile standard specifies"
    ),
    Place(
        "introduction-standards",
        "introduction",
        "Communication profile standards",
        "on the communication standards referred to",
    ),
    Place(
        "introduction-subject",
        "introduction",
        "This document specifies",
        "with the description of technology and interfaces",
    ),
    Place("introduction-rules", "introduction", "It follows the", "on the rules that the profile follows"),
    Place("scope-subject", "1", "This document specifies", "with the description of technology and interfaces"),
    Place("scope-restriction", "1", "The scope of", "on what the scope is restricted to"),
    Place("scope-protocols", "1", "They should be", "on the place of protocol specific data structures"),
    Place("scope-projects", "1", "Any project specific", "on companion specifications of projects"),
    Place("references-application", "2", "The following documents", "on the use of dated and undated references"),
    Place("terms-sources", "3.1", "For the purposes", "on the glossaries whose terms apply"),
    Place("terms-precedence", "3.1", "Where there is", "on definitions that differ between glossaries and profiles"),
    Place("annex-b-content", "B", "This Annex contains", "on what the annex contains"),
    Place("annex-b-relation", "B", "It also specifies", "on the relation of classes to OBIS"),
    Place("annex-b-integration", "B", "The COSEM interface", "on the later editions that take classes and codes over"),
    Place("annex-b-supersession", "B", "Integration of the", "on what then becomes of the annex"),
)
"""The paragraphs that each profile has to have."""

PASSAGES = (
    Place("template-purpose", "introduction", "This document defines a"),
    Place("template-integration", "introduction", "NOTE It is foreseen"),
    Place("template-suitability", "introduction", "In particular, this template"),
    Place("introduction-instruction", "introduction", "In the Introduction of"),
    Place("introduction-justification", "introduction", "Add one paragraph"),
    Place("title-instruction", "introduction", "The title of an"),
    Place("title-technology", "introduction", "XXXX identifies"),
    Place("title-sections", "introduction", "YYYY identifies"),
    Place("template-scope", "1", "This document defines a"),
    Place("template-contents", "1", "It provides the"),
    Place("template-italics", "1", "NOTE The parts of"),
    Place("scope-instruction", "1", "In the Scope of"),
    Place("scope-boundary", "1", "Add any other relevant"),
    Place("references-instruction", "2", "List here the standards"),
    Place("terms-instruction", "3", "Include here the relevant"),
    Place("terms-format", "3.1", "For terms and definitions"),
    Place("abbreviations-instruction", "3.2", "Include here all"),
    Place("environments-instruction", "4", "Define the communication"),
    Place("use-instruction", "5.1", "Provide here all"),
    Place("use-options", "5.1", "selection from the options"),
    Place("use-unused", "5.1", "parts of the communication"),
    Place("use-restrictions", "5.1", "restrictions concerning the use"),
    Place("use-addressing", "5.1", "addressing apart from"),
    Place("use-extensions", "5.1", "Extensions to the existing"),
    Place("structure-architecture", "5.2", "Define the reference"),
    Place("structure-several", "5.2", "If DLMS/COSEM can be"),
    Place("structure-lower", "5.2", "The layers below the"),
    Place("structure-open", "5.2", "All lower layers shall"),
    Place("structure-adaptation", "5.2", "If necessary, an adaptation"),
    Place("structure-general", "5.2", "In case of the general"),
    Place("structure-ip", "5.2", "In case of the IP"),
    Place("overview-instruction", "5.3.1", "If necessary, provide"),
    Place("overview-layers", "5.3.1", "List then all"),
    Place("mapping-general", "5.4", "In the case of a"),
    Place("mapping-ip", "5.4", "In the case of an"),
    Place("mapping-adaptation", "5.4", "If necessary, specify"),
    Place("mapping-services", "5.4", "For the adaptation layer"),
    Place("mapping-several", "5.4", "Several service mappings"),
    Place("registration-instruction", "5.5", "If necessary, specify"),
    Place("registration-reference", "5.5", "If this is specified"),
    Place("registration-notification", "5.5", "Specify also how"),
    Place("registration-classes", "5.5", "For COSEM interface classes"),
    Place("addressing-instruction", "6", "Specify here how"),
    Place("addressing-elements", "6", "At least the following"),
    Place("addressing-table", "6", "Table 1 provides"),
    Place("services-constraints", "7.1", "Specify constraints and"),
    Place("association-instruction", "7.2", "Specify here, with reference"),
    Place("association-kinds", "7.2", "Specify the use"),
    Place("association-parameters", "7.2", "Specify the values"),
    Place("services-instruction", "7.3", "Specify here how"),
    Place("security-instruction", "7.4", "Specify here how"),
    Place("security-keys", "7.4", "Specify the particularities"),
    Place("security-lower", "7.4", "Describe also if"),
    Place("long-instruction", "7.5", "Specify here how"),
    Place("long-reference", "7.5", "This subclause may refer"),
    Place("timing-instruction", "7.6", "Specify here any media"),
    Place("configuration-classes", "8", "For all aspects visible"),
    Place("configuration-new", "8", "If new COSEM Interface"),
    Place("application-instruction", "9", "Specify here, as needed"),
    Place("application-empty", "9", "If the communication profile"),
    Place("additional-instruction", "10", "Specify here all"),
    Place("examples-instruction", "A", "Add here examples"),
    Place("examples-encoding", "A", "Encoding examples of"),
)
"""The passages that an author has to remove, or to answer."""


def paragraphs_of(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a copy with the number of the clause they stand in, the list of contents left out."""
    clause = ""
    body = text[text.index("\nINTRODUCTION\n") :]
    for line in body.splitlines():
        bare = line.strip().lstrip("-").replace("*", "").strip()
        if match := _CLAUSES.match(bare):
            clause = match["number"] or match["annex"] or "introduction"
        elif bare:
            yield clause, bare


def find(copy: list[tuple[str, str]], place: Place) -> str:
    """The text of a paragraph, with its placeholders named."""
    begin = read_words(place.begins).words
    found = [text for clause, text in copy if clause == place.clause and read_words(text).words[: len(begin)] == begin]
    if place.id.endswith("-subject"):
        found = [text for text in found if _DESCRIPTION.search(text)]
    if not found:
        message = f"{place.id} is not in clause {place.clause}"
        raise SystemExit(message)
    return _DESCRIPTION.sub(" <description>", found[0])


def main() -> int:
    """Print the fingerprints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path)
    parser.add_argument("--newer", type=Path)
    arguments = parser.parse_args()
    copy = list(paragraphs_of(arguments.copy.read_text(encoding="utf-8")))
    newer: dict[str, list[str]] = yaml.safe_load(arguments.newer.read_text(encoding="utf-8")) if arguments.newer else {}
    prints = make(copy, newer)
    sys.stdout.write(
        _NUMBERS.sub(lambda match: " ".join(match[0].split()), json.dumps(to_json(prints), indent=1)) + "\n"
    )
    return 0


def make(copy: list[tuple[str, str]], newer: dict[str, list[str]]) -> Fingerprints:
    """The fingerprints of a copy, and of newer forms by paragraph."""
    return Fingerprints(
        SALT,
        tuple(_paragraph(copy, place, newer.get(place.id, [])) for place in PARAGRAPHS),
        tuple(_passage(copy, place) for place in PASSAGES),
    )


def _paragraph(copy: list[tuple[str, str]], place: Place, newer: list[str]) -> Paragraph:
    forms = tuple(fingerprint_form(text, SALT) for text in (find(copy, place), *newer))
    return Paragraph(place.id, place.clause, place.gist, forms)


def _passage(copy: list[tuple[str, str]], place: Place) -> Passage:
    return fingerprint_passage(place.id, place.clause, find(copy, place), SALT)


if __name__ == "__main__":
    sys.exit(main())
