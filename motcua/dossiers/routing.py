"""Which agency is competent for a dossier: the package's selector, resolved on the day."""

