"""A hall whose database was put back."""

from tests.kit.rolled_back import put  # noqa: F401
