"""Reads what others made (Word, web pages, text) into a report plus remarks."""
