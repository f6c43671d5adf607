"""The skeleton and the facts of IEC 62056-7-6, for tests."""

extensions = ["sphinx_dlmsprofile"]
dlms_stage = "final"
dlms_waivers = "waivers.yaml"
