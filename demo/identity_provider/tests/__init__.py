"""Tests of the demo identity provider, honest and hostile."""
