"""A registered customer with two papers, and what stands on a printed sheet."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from app.domain.ids import new_id
from app.services import registration
from app.services.registration import Registered
from tests.kit import forms
from tests.kit.desk import TestHall


def registered(desk: TestHall, n: int = 0) -> Registered:
    """The n-th invented walk-in, at the n-th address, with agreement and slip waiting."""
    form = forms.individual(desk.place(n))
    if n:
        person = forms.person("单雄", serial=100 + n * 2, phone=f"1380000{n:04d}")
        form = replace(form, holder=person)
    return registration.register(desk.clerk, new_id(), form=form)


def pages(pdf: bytes) -> list[str]:
    """The text of each page as poppler reads it, without spaces."""
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return ["".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]
