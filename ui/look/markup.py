"""Plain text within rich text."""


def escaped(text: str) -> str:
    """Return a text as rich text shows it; ``html.escape`` would load the names of 2,000 characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
