"""Procedures: what may be asked, by what steps, in what time, at what price."""
