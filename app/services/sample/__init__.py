"""A hall to try the program with: one person a role, 200 customers, six weeks of history.

All people and numbers in it are invented. `create` builds it through the same procedures as a real
hall.
"""

from app.services.sample.hall import PASSWORD, SampleLogin, create

__all__ = [
    "PASSWORD",
    "SampleLogin",
    "create",
]
