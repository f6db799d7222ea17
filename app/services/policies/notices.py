"""办理须知 as a page to take along; nothing of it is kept."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.permissions import Permission
from app.papers import notice
from app.papers.notice import NoticeSection
from app.papers.templates import Language
from app.services import catalogue
from app.services.procedure import Query, query


@query(Permission.POLICY_READ)
def notice_pdf(
    query: Query, *, business: str, sections: tuple[NoticeSection, ...], language: Language
) -> bytes:
    """The A5 page of a business, whose name and sections are in `language` already (app.domain.notice)."""
    master = catalogue.read_master_data(query)
    return notice.render(
        notice.NoticeContent(
            template=notice.newest("notice", language),
            company=master.operator["operator_name"],
            hall=query.session.actor.hall_name,
            service_phone=master.operator["service_phone"],
            business=business,
            sections=sections,
            made_at=query.now.astimezone(ZoneInfo(query.session.installation.profile.zone)),
        )
    )
