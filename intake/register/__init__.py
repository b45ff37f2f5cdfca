"""The register of applications (依申请公开台账): from its lines to the figures of table three.

``columns`` proposes which column says what, ``dates`` reads its dates, ``lexicon`` knows its words, and
``counting`` places every line: in the table (by its ``course`` and its ``applicants``), among the
``questions``, or on the list of what could not be placed.
"""

from intake.register.columns import Columns, propose
from intake.register.counting import Count, count
from intake.register.course import NoRegister
from intake.register.lexicon import Role
from intake.register.lines import Line
from intake.register.questions import Question
from intake.sheets import Sheet

__all__ = ["Columns", "Count", "Line", "NoRegister", "Question", "Role", "Sheet", "count", "propose"]
