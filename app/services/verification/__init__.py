"""Is the base what the signed record says? Chains, signatures, versions, records, papers, keys.

`run` walks everything and writes nothing; `verify` does the same as a procedure, so that the walk itself is on record.
A finding is a code, a sentence and a place (app/domain/findings.py).

Rules: R-155; security.md 3 and 4, data.md 4.
"""

from app.services.verification.whole_check import run, verify

__all__ = [
    "run",
    "verify",
]
