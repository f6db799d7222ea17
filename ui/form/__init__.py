"""What forms are made of; it knows no business.

A form in steps is a `StepsForm`: it is given title and builder of each `Step` and a `BottomBar` with the words
of its buttons, and builds a step when it is first opened. A step binds its inputs to paths (`Fields`): `Field`
of ui.widgets, `Tick`, `AnswerChoice`, `PlacePicker`, `ProductPicker`, `RepeatedLines`; `PersonFields` are a
person's document, `ConsentLines` the three parts of consent. `read_at` and `write_at` carry texts between paths
and the form's own type. `SidePanel` stands beside the steps, `Moves` leads through them. The form that is open
and the button of its last step are ui.drafting.form_work's; ui.drafting.drafted_forms holds forms, takes them back and
gives them up (tests/ui/desk/loan_screen.py is a whole tab).
"""
