"""The steps of a registration: their numbers from 0, and what each of them is told."""

from __future__ import annotations

from ui.form.step import Step
from ui.registration.live_check import FormState

BUSINESS, DOCUMENT, PERSON, FEES, CONFIRM = range(5)


class RegistrationStep(Step):
    """`show_view` is told after every change."""

    def show_view(self, view: FormState) -> None:
        """Show what depends on other fields."""
