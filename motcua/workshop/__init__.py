"""The workshop app: where a procedure is written."""
