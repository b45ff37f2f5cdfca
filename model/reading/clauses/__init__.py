"""The second and the third step: clauses with their figures, and of which year and organ each speaks."""
