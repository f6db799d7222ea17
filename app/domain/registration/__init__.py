"""A registration: its form, the judgement of each part, and the record that is written."""
