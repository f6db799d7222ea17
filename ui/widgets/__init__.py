"""Controls that know nothing of this business: fields, tables, choices, questions, keys."""
