"""A tab whose unfinished forms are drafts: what each of them needs (R-181)."""
