"""What makes all tests cheaper: most of them build something, and their processes live long."""

import gc
import logging

# Sphinx makes hundreds of records for each start that no test reads.
logging.disable(logging.DEBUG)
# Little of what a build makes is garbage before its end: looking for it often is in vain.
gc.set_threshold(200_000, 50, 100)
