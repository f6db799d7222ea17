"""T11: hostile numbers, zones, OCR lines and picture files, many of them, each known by its seed."""
