"""The report as a document on the disk: its file, its recovery journal, last year's report beside it."""
