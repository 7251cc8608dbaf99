"""Dossiers: a request to an agency, from draft to result."""
