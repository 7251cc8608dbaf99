"""A pytest plugin: a private PostgreSQL for tests, started before the settings are read.

Its own cluster in .data/test, without fsync, so that tests never meet the demo's data.
"""

import os

from config.command import BASE, start_database

os.environ.setdefault("MOTCUA_DEMO", "1")
os.environ.setdefault("MOTCUA_DATA", str(BASE / ".data" / "test"))
os.environ.setdefault("MOTCUA_SECRET_KEY", "tests-only")
start_database(durable=False)
(BASE / "build" / "collected").mkdir(parents=True, exist_ok=True)  # WhiteNoise looks for it
