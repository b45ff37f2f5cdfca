"""Official forms as data: definition, loader, and the form ready for use."""

from model.forms.layout import Layout, LayoutCell, Role
from model.forms.loader import DISCLOSURE, heads, in_force, known, load, of_kind, parse, read, same_kind
from model.forms.official import CHANGE, LAST, Cell, FormError, Named, OfficialForm, Relation, plain_name

__all__ = [
    "CHANGE",
    "DISCLOSURE",
    "LAST",
    "Cell",
    "FormError",
    "Layout",
    "LayoutCell",
    "Named",
    "OfficialForm",
    "Relation",
    "Role",
    "heads",
    "in_force",
    "known",
    "load",
    "of_kind",
    "parse",
    "plain_name",
    "read",
    "same_kind",
]
