"""The configuration values, each once: name, default, what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sphinx.config import ENUM

from sphinx_dlmsprofile.model.stage import DRAFT, FINAL, STAGES
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dlmsprofile.judging.judge import Policy
    from sphinx_dlmsprofile.model.finding import Severity


@frozen
class Option:
    """A value of ``conf.py``; ``rebuild`` says what a change makes stale, as Sphinx defines it."""

    name: str
    default: Any
    types: Any
    rebuild: Literal["", "env", "html"]
    help: str


OPTIONS = (
    Option(
        "dlms_standard",
        True,  # noqa: FBT003
        (bool,),
        "env",
        "Whether the project is a standard. ``False`` for a project that only shows the directives, such as a manual "
        "of its own: then nothing is numbered as a standard and nothing is judged.",
    ),
    Option(
        "dlms_stage",
        DRAFT,
        ENUM(*STAGES),
        "env",
        'The stage of the document: in a ``"draft"`` the rules on left-overs give advice only, and bodies that cannot '
        "be read are shown as marked boxes.",
    ),
    Option(
        "dlms_links",
        True,  # noqa: FBT003
        (bool,),
        "html",
        "Whether web pages link what the text names to where it is defined: terms, abbreviations, references, classes, "
        "attributes, SAPs, OBIS codes, and clauses, tables and figures that are named by number. What has the class "
        "``dlms-no-links`` is left as it is.",
    ),
    Option(
        "dlms_review",
        False,  # noqa: FBT003
        (bool,),
        "env",
        "Whether this is a review build: it adds the reports to HTML and PDF, and writes them as CSV and JSON. "
        "The published standard is built without.",
    ),
    Option(
        "dlms_test_results",
        [],
        (list, tuple),
        "",
        "Results of test benches that a review build takes over as test cases: JUnit files, ``output.xml`` of Robot "
        "Framework, or ``needs.json`` files, relative to the source directory; ``results/*.xml`` stands for all that "
        "fit. A change of such a file is seen in the next build.",
    ),
    Option(
        "dlms_test_types",
        ["test", "testcase", "test_case"],
        (list, tuple),
        "",
        "Types of needs that are test cases beside ``dlms_test``, in the project and in ``needs.json`` files: their "
        "``links`` to provisions count like ``verifies``. A need of another type is a test case only if it has "
        "``verifies`` or ``dlms_result``.",
    ),
    Option(
        "dlms_confirmations",
        "confirmations.yaml",
        (str,),
        "",
        "The file beside ``conf.py`` in which ``dlmsprofile confirm`` writes down who has looked at a provision with "
        "what shows and verifies it, when, and at which words. A review build reads it.",
    ),
    Option(
        "dlms_test_pattern",
        "",
        (str,),
        "",
        "A regular expression of Python that finds, in what the test bench calls its test cases, which provision each "
        "verifies: by the group ``provision``, else the first group, else the whole match. With "
        r"``r\"TC_(\w+?)_\d+\"``, ``TC_JoinOnce_01`` and ``TC_join_once_02`` verify ``join-once``.",
    ),
    Option(
        "dlms_review_pages",
        [],
        (list, tuple),
        "env",
        "Patterns of documents that only a review build has, as in ``exclude_patterns``: pages with test cases, lists "
        "and diagrams of needs.",
    ),
    Option(
        "dlms_previous_edition",
        None,
        (str, type(None)),
        "",
        "The previous edition: a ``profile.json``, a directory with ``conf.py``, or a git revision (``v1.0`` or "
        "``v1.0:path``), seen from the source directory. A review build then has a page with the changes since.",
    ),
    Option(
        "dlms_severity",
        {},
        (dict,),
        "",
        'The severity of single rules: rule name → ``"error"``, ``"warning"`` or ``"advice"``.',
    ),
    Option(
        "dlms_select",
        [],
        (list, tuple),
        "",
        "The only rules whose findings are reported, by name; without any, all are.",
    ),
    Option(
        "dlms_ignore",
        [],
        (list, tuple),
        "",
        "Rules whose findings are not reported, by name. Prefer a waiver, which says where and why.",
    ),
    Option(
        "dlms_waivers",
        None,
        (str, type(None)),
        "env",
        "A YAML file, relative to the source directory, with the accepted departures from rules.",
    ),
    Option(
        "dlms_baseline",
        None,
        (str, type(None)),
        "",
        "A file with findings that are known, relative to the source directory: the output of ``dlmsprofile check "
        "--format json``. They are listed as waived, and only new ones count.",
    ),
    Option(
        "dlms_architecture",
        None,
        (str, type(None)),
        "env",
        "A JSON or YAML file, relative to the source directory, with the entities and interfaces of the architecture "
        "that ``communication-environment`` draws. Without it, those of IEC 62056-1-0.",
    ),
    Option(
        "dlms_registry",
        [],
        (list, tuple, str),
        "env",
        "YAML or JSON files, relative to the source directory, with interface classes and OBIS codes that exist beside "
        "those of IEC 62056-6-2 and 6-1, for instance those of a national companion specification.",
    ),
    Option(
        "dlms_template_file",
        None,
        (str, type(None)),
        "env",
        "The file with the wording that the template orders, relative to the source directory; ``dlmsprofile "
        "import-template`` makes it from your own copy of the template. Keep it out of what you publish.",
    ),
    Option(
        "dlms_decimal_sign",
        ",",
        ENUM(",", "."),
        "",
        "The decimal sign of the house, which ``editorial-decimal-sign`` expects: a comma, as the IEC has it, or a "
        "full stop.",
    ),
    Option(
        "dlms_words",
        None,
        (str, type(None)),
        "",
        "A text file with words, one a line, that ``editorial-spelling`` accepts besides its dictionary.",
    ),
    Option(
        "dlms_language_files",
        [],
        (list, tuple, str),
        "env",
        "JSON files, relative to the source directory, with our own words in a further language, or other words in one "
        "that we have: ``locale/pl.json`` says them in Polish.",
    ),
    Option(
        "dlms_reference_order",
        ["IEC", "ISO", "*"],
        (list, tuple),
        "",
        'The order of publishers in the list of normative references, with ``"*"`` for all others; ``"ISO"`` stands '
        "for "
        "``ISO/IEC`` and the like too, unless those are named. Within a publisher the number counts.",
    ),
    Option(
        "dlms_catalogue",
        None,
        (str, type(None)),
        "",
        "A YAML file, relative to the source directory, with documents that standards of the house refer to: their "
        "titles, current editions, and whether they are withdrawn. The list of references is compared with it.",
    ),
    Option(
        "dlms_organization",
        "",
        (str,),
        "",
        "The body that publishes the standard: on the title page of the PDF, on page 2, and above the foreword.",
    ),
    Option(
        "dlms_committee",
        "",
        (str,),
        "",
        "The committee that has prepared the standard: on the title page of the PDF.",
    ),
    Option(
        "dlms_isbn",
        "",
        (str,),
        "",
        "The ISBN, on the title page of the PDF.",
    ),
    Option(
        "dlms_ics",
        [],
        (list, tuple),
        "",
        'The codes of the International Classification for Standards, as ``["35.110"]``: on the title page of the PDF.',
    ),
    Option(
        "dlms_copyright_notice",
        "",
        (str,),
        "",
        "What page 2 of the PDF says below ``copyright``: whose rights they are, what is allowed, where to ask. A "
        "blank line begins a new paragraph. Without it, there is no such page.",
    ),
    Option(
        "dlms_logo",
        None,
        (str, type(None)),
        "",
        "A picture (SVG, PNG or JPEG) for the title page of the PDF; relative to the source directory.",
    ),
    Option(
        "dlms_pdf_first_page",
        1,
        (int,),
        "",
        "The number of the first page of the PDF, where its edition follows another one in the same volume.",
    ),
    Option(
        "dlms_pdf_line_numbers",
        DRAFT,
        ENUM(DRAFT, "always", "never"),
        "",
        "Which PDF has numbers beside its lines: that of a draft, ``always``, ``never``.",
    ),
    Option(
        "dlms_pdf_name",
        None,
        (str, type(None)),
        "",
        "The name of the PDF. Without it, the name of the project; all but letters, digits and ``.+-_`` becomes ``-``.",
    ),
    Option(
        "dlms_redline",
        False,  # noqa: FBT003
        (bool,),
        "html",
        "Whether the published text marks what has changed since ``dlms_previous_edition``: the PDF, and the web "
        "pages, which in drafts and review builds always do.",
    ),
    Option(
        "dlms_pdf_link",
        "",
        (str,),
        "html",
        "Where the PDF stands, for a link on each web page: an address, or a path from the top of the web site.",
    ),
    Option(
        "dlms_page_link",
        "",
        (str,),
        "html",
        "Where the standard stands as one web page (``sphinx-build -b singlehtml``), for a link on each page: an "
        "address, or a path from the top of the web site.",
    ),
    Option(
        "dlms_pdf_fonts",
        [],
        (list, tuple),
        "",
        'Font files for what Arimo and the fonts of Typst lack, for instance ``["fonts/NotoSansSC-Regular.otf"]``; '
        "relative to the source directory.",
    ),
    Option(
        "dlms_pdf_standards",
        [],
        (list, tuple),
        "",
        'Standards that the PDF must meet, for instance ``["a-2a", "ua-1"]``: what breaks them, such as a character '
        "that no font has, is then an error at its line.",
    ),
    Option(
        "dlms_docx_sources",
        True,  # noqa: FBT003
        (bool,),
        "",
        "Whether a Word document carries its sources, so that ``dlmsprofile import`` has what is not printed.",
    ),
    Option(
        "dlms_docx_template",
        None,
        (str, type(None)),
        "",
        "The committee's own Word template (``.docx``), relative to the source directory: its styles, page and lists "
        "take the place of ours. Styles are found by the names that the IEC's template gives them.",
    ),
    Option(
        "dlms_sts",
        {},
        (dict,),
        "",
        'What only the metadata of STS say: ``{"committee": "TC 13", "secretariat": "HU", "ics": ["17.220.20"], '
        '"stage": "CDV", "date": "2026-05-01", "project-number": "…"}``, each as text or a list of texts.',
    ),
)


def setup(app: Sphinx) -> None:
    """Register all values with Sphinx."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, option.types, option.help)
    app.connect("config-inited", _leave_out_review_pages)


def _leave_out_review_pages(_app: Sphinx, config: Config) -> None:
    # Without sphinx-needs, nobody knows their directives.
    if not config.dlms_review or "needs_types" not in config:
        config.exclude_patterns = [*config.exclude_patterns, *config.dlms_review_pages]


def policy_of(config: Config) -> Policy:
    """How the project is to be judged."""
    from sphinx_dlmsprofile.judging.judge import Policy  # noqa: PLC0415

    return Policy(
        final=config.dlms_stage == FINAL,
        review=config.dlms_review,
        severities=severities(config.dlms_severity),
        select=config.dlms_select,
        ignore=config.dlms_ignore,
    )


def severities(configured: dict[str, str]) -> dict[str, Severity]:
    """What ``dlms_severity`` says; entries that are not a severity are left out."""
    from sphinx_dlmsprofile.model.finding import Severity  # noqa: PLC0415  asked for by who judges

    words = {severity.value: severity for severity in Severity}
    return {rule: words[word] for rule, word in configured.items() if word in words}
