"""The pictures that a registration sends: of the people on the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.registration.form import RegistrationForm
from app.services.identity import KeptImage
from ui.document.pictures import Pictures


class FormPictures(Pictures):
    """Of one registration at a time."""

    def to_send(self, form: RegistrationForm, codes: Sequence[str]) -> tuple[KeptImage, ...]:
        """Those that may be kept: of people on the form, as the customer agreed; `codes` are the
        products in their order, by which a user is counted."""
        people = {
            "holder": not form.is_unit,
            "organization": form.is_unit,
            "agent": form.agent is not None,
            "guardian": form.guardian is not None,
            "handler": form.handler is not None,
        }
        people |= {
            f"users.{code}": each.user is not None
            for code, each in zip(codes, form.subscriptions, strict=True)
        }
        names = {f"users.{code}": f"user:{n}" for n, code in enumerate(codes)}
        images = self.agreed(
            form.consent, {whose for whose, is_there in people.items() if is_there}
        )
        return tuple(replace(each, whose=names.get(each.whose, each.whose)) for each in images)
