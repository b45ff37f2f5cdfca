"""What sentences say of the tables: from tokens to relations, each step frozen data."""
