"""Tests of tables and procedures: everything with data runs on both databases."""

from tests.kit.fixtures import (  # noqa: F401
    derive_each_password_once,
    desk,
    local_desk,
    postgres_hall,
    sqlite_hall,
    write_what_is_declared,
)
