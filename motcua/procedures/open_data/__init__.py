"""The catalogue as open data: one JSON document, one table, one feed of changes; all streamed.

Nothing here holds the whole: rows come from a server-side cursor, and leave as they come.
"""

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA_VERSION = 1
AT_ONCE = 50
"""Rows fetched together."""
