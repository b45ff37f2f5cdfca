"""The window of one report: its pages, docks, actions, files and recovery."""
