"""The sixth step: which figures are surely what they seem to be."""
