"""Printers of this computer, and pages sent to them."""
