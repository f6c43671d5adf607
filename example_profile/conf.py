"""Configuration of the example: a whole communication profile standard."""

project = "IEC 62056-8-30"
author = "The sphinx-dlmsprofile developers"
copyright = "2025 sphinx-dlmsprofile"

extensions = ["sphinx_dlmsprofile"]
language = "en"

# The French edition, -D language=fr: three clauses and Annex B so far; all else stays English.
locale_dirs = ["locale"]

dlms_waivers = "waivers.yaml"
dlms_stage = "final"

# For the title page and page 2 of the PDF.
dlms_organization = "House of Specimen Standards"
dlms_committee = "Prepared by nobody but its developers"
dlms_ics = ["33.200", "35.110", "91.140.50"]
dlms_copyright_notice = """This document is a specimen. It may be copied, changed and published under the licence of
the tool that it accompanies.

No standard is published under its number, and nothing in it is a requirement on any device."""

# For the review alone: pages that the published standard has not, the results of the test bench, and the last edition.
dlms_review_pages = ["review/**"]
dlms_test_results = ["review/bench-0.9.xml", "review/bench.xml"]
dlms_previous_edition = "review/edition-0.9.json"
