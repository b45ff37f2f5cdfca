"""The names of the open document kind's elements and attributes (OASIS OpenDocument 1.3)."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW = (
    f"{{{_OASIS}{part}:1.0}}" for part in ("office", "text", "table", "style", "drawing")
)
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
STYLE_NAME = TEXT + "style-name"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
"""LibreOffice's own: form fields that come from Word."""
LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
"""LibreOffice's own: what is not in the standard yet."""
