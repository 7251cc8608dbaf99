"""Pages of services: for officials, and for everybody."""
