"""Provisions."""

from __future__ import annotations

from sphinx_dlmsprofile.model.fields.declaration import Shape, Shown, prose, silent, told, within
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import Attributes

SHAPES: dict[type, Shape] = {
    Provision: Shape(
        fields={
            "identifier": told(
                "Names it in tests and reports: given by its author, or made from its words. Each is unique.",
                "identifier",
            ),
            "text": prose("The sentence as a reader sees it, with the numbers of what it refers to."),
            "written": silent(
                "What of it stands at its place: a cell or an item takes its subject from elsewhere. It has … for the "
                "numbers of references.",
                "it is a part of the text, which is compared",
                shown=Shown.LEGIBLE,
            ),
            "kind": within("requirement (shall), recommendation (should), permission (may) or possibility (can)."),
            "forms": told("Its verbal forms, in their order.", "verbal form"),
            "given": silent(
                "The identifier that its author has given; empty where there is none.", "the identifier is compared"
            ),
            "context": silent(
                "The words before it that say what it is about, where it begins with a pronoun; empty elsewhere.",
                "it is a part of the text, which is compared",
            ),
            "digest": silent("A digest of its words; empty in a file of an older version.", "the words are compared"),
            "anchor": silent(
                "The anchor of its place in the page; empty where it has none.", "the address of a page is not printed"
            ),
            "attributes": within("What is kept of it beside its words; null where nothing is."),
        }
    ),
    Attributes: Shape(
        fields={
            "identifier": silent("The identifier by which they were given.", "it is that of the provision"),
            "verification": told("Methods: test, analysis, inspection, demonstration.", "verification"),
            "criterion": prose("When it is met.", "criterion"),
            "rationale": prose("Why it is asked for.", "rationale"),
            "allocation": told("Whom it binds: client, server, gateway, operator, test house.", "allocation"),
            "status": told("proposed, disputed, agreed, ballot, approved or deferred.", "status"),
            "owner": told("Who cares for it in the committee.", "owner"),
            "change_request": told("What has brought it up, or changes it.", "change request"),
            "relevance": told("What depends on it: safety, security.", "relevance"),
        }
    ),
}
