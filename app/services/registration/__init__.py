"""登记开户: a walk-in becomes a customer.

`check` judges a form against the base and writes nothing; `register` writes party, customer, account,
subscriptions, order, papers, history and pictures in one transaction.

Rules: R-017, R-030, section P; the judging itself is app/domain/registration.
"""

from app.services.registration.registering import CheckedForm, Registered, check, register

__all__ = [
    "CheckedForm",
    "Registered",
    "check",
    "register",
]
