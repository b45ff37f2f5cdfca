"""What a printed page is made of, letters, lines and charts: for the pages and for the text editor."""
