"""Pages on which characters and lines only have places (PDF, OFD) into paragraphs and tables."""
