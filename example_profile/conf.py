"""Configuration of the example: a whole communication profile standard."""

project = "IEC 62056-8-30"
author = "The sphinx-dlmsprofile developers"
copyright = "2025 sphinx-dlmsprofile"

extensions = ["sphinx_dlmsprofile"]
language = "en"

dlms_waivers = "waivers.yaml"
dlms_stage = "final"

# For the review alone: pages that the published standard has not, the results of the test bench, and the last edition.
dlms_review_pages = ["review/**"]
dlms_test_results = ["review/bench-0.9.xml", "review/bench.xml"]
dlms_previous_edition = "review/edition-0.9.json"
