"""Calendars: when the State works, and how its time limits are counted."""
