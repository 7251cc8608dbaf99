"""A package in work as plain values: places, differences, merging. It may be incomplete."""
