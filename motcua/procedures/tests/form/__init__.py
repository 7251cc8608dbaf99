"""The form of a version, filled in and checked."""
