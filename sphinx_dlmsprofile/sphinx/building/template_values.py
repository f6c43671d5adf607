"""What ``template-text`` needs of the rest of the project: the author's file, and what the title block says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.model.template_text import LicensedWording, TemplateText
from sphinx_dlmsprofile.model.title import Deliverable, ProfileTitle
from sphinx_dlmsprofile.parsing.template_file import read_template_file
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.sphinx.building.record_query import documents_with, harvests_of, holds, records_in
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.harvest import Harvest

_WITHOUT_DESCRIPTION = "…"
_WITHOUT_DELIVERABLE = "document"


def template_wording(env: BuildEnvironment) -> dict[str, str]:
    """The paragraphs of the author's local file, none without it; the document depends on it."""
    name = env.config.dlms_template_file
    if not name:
        return {}
    env.note_dependency(name)
    return _paragraphs(env, name)


def licensed_wording(env: BuildEnvironment) -> Iterator[LicensedWording]:
    """The same for rules, which say in what a text differs from it."""
    name = env.config.dlms_template_file
    if paragraphs := _paragraphs(env, name):
        yield LicensedWording(at=Location(name, 1), paragraphs=tuple(paragraphs.items()))


def _paragraphs(env: BuildEnvironment, name: str) -> dict[str, str]:
    try:
        return read_template_file(conf_path(Path(env.srcdir), name))
    except UnreadError:
        return {}


def why_not_used(config: Config, srcdir: Path) -> str:
    """Why the author's local file cannot be used, "" if it can; what it would give is then reported as missing."""
    try:
        wording = read_template_file(conf_path(srcdir, config.dlms_template_file))
    except UnreadError as error:
        return f"{error} (line {error.line})" if error.line > 1 else str(error)
    return "" if wording else "it does not contain any paragraph of the template"


def title_values(env: BuildEnvironment) -> dict[str, str]:
    """What the title block says for the open places: "description" and "deliverable"."""
    home = next(iter(documents_with(env, ProfileTitle)), None)
    if home is None:
        return {"description": _WITHOUT_DESCRIPTION, "deliverable": _WITHOUT_DELIVERABLE}
    title = records_in(env, home, ProfileTitle)[0]
    kind = Deliverable.of(title.deliverable.value) if title.deliverable else None
    return {
        "description": _description(title, harvests_of(env)[home]) or _WITHOUT_DESCRIPTION,
        "deliverable": kind.value if kind else _WITHOUT_DELIVERABLE,
    }


def _description(title: ProfileTitle, harvest: Harvest) -> str:
    """The description as it reads, without markup: the title block shows it."""
    if title.description is None:
        return ""
    shown = (block.text for block, _ in harvest.texts if block.at.line == title.description.at.line)
    return next(shown, title.description.value).strip(" .")


def note_changes(app: Sphinx, env: BuildEnvironment) -> list[str]:  # noqa: ARG001  Sphinx' signature
    """The documents to be written anew because the title block has changed since the last build."""
    data = env.domaindata["dlms"]
    old, new = data.get("title_values"), title_values(env)
    data["title_values"] = new
    if old == new:
        return []
    return sorted(docname for docname in env.all_docs if holds(env, TemplateText.__name__, docname))


class FillIn(SphinxPostTransform):
    """Puts description and kind of deliverable in their places."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill in all open places of a document."""
        places = list(self.document.findall(dlms_value))
        values = title_values(self.env) if places else {}
        for node in places:
            if value := values.get(node["kind"]):
                node.replace_self(nodes.Text(value))
