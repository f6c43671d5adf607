"""Judging a project: the catalogue of rules, severities, waivers, and what answers the template's demands."""
