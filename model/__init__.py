"""The report, its form and its rules: plain Python without Qt, Word or HTML."""
