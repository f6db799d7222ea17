"""Papers as PDF: a frozen dataclass in, bytes out; no database and no window."""
