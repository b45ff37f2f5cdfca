"""The editor for the texts of a report."""
