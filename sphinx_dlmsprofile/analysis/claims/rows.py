"""All forms of claims: a table of patterns over sentences whose names are marked."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.rows_of_classes import ROWS_OF_CLASSES
from sphinx_dlmsprofile.analysis.claims.rows_of_layers import ROWS_OF_LAYERS
from sphinx_dlmsprofile.analysis.claims.rows_of_places import ROWS_OF_PLACES
from sphinx_dlmsprofile.analysis.claims.rows_of_security import ROWS_OF_SECURITY
from sphinx_dlmsprofile.analysis.claims.rows_of_services import ROWS_OF_SERVICES
from sphinx_dlmsprofile.analysis.claims.rows_of_standards import ROWS_OF_STANDARDS

ROWS = (
    *ROWS_OF_CLASSES,
    *ROWS_OF_SERVICES,
    *ROWS_OF_SECURITY,
    *ROWS_OF_STANDARDS,
    *ROWS_OF_LAYERS,
    *ROWS_OF_PLACES,
)
"""The surer before the looser: what one has taken as a value, later forms of the same claim leave alone."""
