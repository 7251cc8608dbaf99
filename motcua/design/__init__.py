"""The design system: components, page layout, type and colour of every page."""
