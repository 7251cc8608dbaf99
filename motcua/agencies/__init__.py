"""Agencies: the administrative units, the agencies, their desks and posts."""
