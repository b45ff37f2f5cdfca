"""What the objects in a text show now: live figures and charts."""

from collections.abc import Callable

import msgspec

from model.charts import Drawing


class Showing(msgspec.Struct, frozen=True):
    """Answers for the report as it stands: what a name shows, what where that is blank, its chart."""

    value: Callable[[str], str]
    blank: Callable[[str], str]
    chart: Callable[[str], Drawing | None]

    def filled(self, name: str) -> bool:
        """Whether a live figure has something to show."""
        return bool(self.value(name))

    def figure(self, name: str) -> str:
        """Return what stands in the text for a name."""
        return self.value(name) or self.blank(name)
