"""Pages of the workshop, for officials who write and sign procedures."""
