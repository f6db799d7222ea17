"""A captured document in another screen's hands, and the permit of a supervisor."""
