"""The kernel: journal, events, refusals, jobs, clock, API glue. No government word in it."""
