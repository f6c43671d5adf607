"""The skeleton and the facts of IEC 62056-8-5, for tests."""

extensions = ["sphinx_dlmsprofile"]
dlms_stage = "final"
dlms_waivers = "waivers.yaml"
