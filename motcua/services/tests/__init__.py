"""Tests, one file for each verb."""
