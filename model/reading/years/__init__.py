"""Which years a paragraph reports on, and what it tells of a year without any table."""
