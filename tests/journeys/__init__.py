"""Journeys: people play the site through its pages only, in a real browser."""
