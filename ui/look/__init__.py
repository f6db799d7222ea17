"""Colours, sizes and glyphs: the appearance that a person chose."""
