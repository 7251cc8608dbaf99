"""Một Cửa: a digital government in one house."""
