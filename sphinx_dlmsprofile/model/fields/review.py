"""What only a review build knows: test cases."""

from __future__ import annotations

from sphinx_dlmsprofile.model.fields.declaration import Shape, prose, silent, told
from sphinx_dlmsprofile.model.review_records import TestCase, TestRun

_PER_RUN = "each run has another one"

SHAPES: dict[type, Shape] = {
    TestCase: Shape(
        fields={
            "identifier": told("Names it; each is unique.", "identifier"),
            "title": told("Its title, or its name on the test bench.", "title"),
            "text": prose("What it does, as far as the project says it.", "text"),
            "verifies": told("The identifiers of the provisions that it verifies.", "verifies"),
            "result": told("passed, failed or skipped; empty where it is not known.", "result"),
            "said": silent("The word that stands in place of a result, where it is none.", "the result is compared"),
            "written": silent("Whether it is written in the project.", "where it comes from is not what it verifies"),
            "docname": silent("The document that it is written in; empty for none.", "a file is not printed"),
            "run_of": silent(
                "The identifier of the written test case that it is a run of; empty for none.", "the runs have it"
            ),
            "runs": silent("Its runs on test benches, the older ones first.", "the result is compared"),
            "digest": silent("A digest of its words; empty where its title is all it says.", "the words are compared"),
        }
    ),
    TestRun: Shape(
        fields={
            "name": silent("The name of the test case on the bench, with its parameters.", "the result is compared"),
            "result": silent("passed, failed or skipped; empty for anything else.", "the result is compared"),
            "said": silent("What the bench says, where it is none of these.", _PER_RUN),
            "time": silent("When it ran, as ISO 8601 has it; empty where nobody says it.", _PER_RUN),
            "duration": silent("How long it took, in seconds; empty where nobody says it.", _PER_RUN),
            "message": silent("What the bench says of a run that did not pass.", _PER_RUN),
            "bench": silent("The bench and its version; empty where nobody says it.", _PER_RUN),
            "by": silent("Who has run it; empty where nobody says it.", _PER_RUN),
        }
    ),
}
