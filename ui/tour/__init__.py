"""A walk through the main job by a program, with pictures."""
