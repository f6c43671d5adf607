"""Code that is not in the language it is said to be in: Sphinx warns of it only when it writes web pages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import suppress_logging

from sphinx_dlmsprofile.sphinx.reading.notices import facts_on, notice_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ALWAYS_READ = frozenset({"default", "none", "text"})


def note_misread_code(env: BuildEnvironment, docname: str, node: nodes.literal_block, language: str) -> None:
    """Keep what Sphinx would say of a block of code, if it would."""
    if language in _ALWAYS_READ or node.get("force") or node.rawsource != node.astext():
        return
    if isinstance(node.parent, nodes.system_message):
        return  # docutils quotes it
    from pygments.filters import ErrorToken  # noqa: PLC0415  where there is such code
    from sphinx.highlighting import PygmentsBridge  # noqa: PLC0415

    options = env.config.highlight_options.get(language, {})
    with suppress_logging() as heard:
        bridge = PygmentsBridge("html")
        try:
            # Far less than to write it as HTML.
            deque(bridge.get_lexer(node.rawsource, language, options, location=node).get_tokens(node.rawsource), 0)
        except ErrorToken as error:
            heard.clear()
            bridge.highlight_block(node.rawsource, language, options, location=node)
            words = f'the code cannot be read as {language} from {error} on: name its language, or none with "text"'
            for record in heard.clear():
                if notice := notice_of(record, env, docname):
                    facts_on(env, docname).notices.append(notice._replace(about="code", name=words))
        heard.clear()
