"""The fourth step: what each figure speaks of, clause by clause."""
