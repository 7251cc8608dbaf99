"""Workloads: each plays a load, and prints what it measured beside its limit."""
