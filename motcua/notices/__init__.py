"""Notices: messages to people, on the site and by e-mail."""
