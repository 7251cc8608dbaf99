"""What the tests of the whole house share: Mai's draft and dossier."""

from motcua.dossiers.tests.conftest import accepted, draft, submitted

__all__ = ["accepted", "draft", "submitted"]
