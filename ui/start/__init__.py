"""The start page, new reports, and the ways into the program for files."""
