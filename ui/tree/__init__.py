"""The section tree with its badges."""
