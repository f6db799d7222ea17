"""业务变更 F7 (R-070): the form of the customer in service; another customer's is held."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.businesses import CHANGE
from app.domain.contacts import check_second_contact
from app.domain.ids import new_id
from app.errors import Problem, Refused
from app.services import changes
from app.services.changes import Changed, SecondContact
from app.services.drafts import Draft
from app.services.session import Shown, Written
from ui.changes.step import SecondContactStep
from ui.desk.base_screen import BaseScreen
from ui.desk.commit import Commit
from ui.desk.desk import Desk
from ui.desk.draft_saver import DraftSaver
from ui.desk.requests import Request, TakeBack
from ui.desk.submission import is_definite
from ui.form.bottom_bar import BottomBar
from ui.form.steps_form import StepsForm
from ui.words.messages import text_of, tr
from ui.words.number_text import number_text
