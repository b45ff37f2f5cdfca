"""What local guidance asks a report to name, as an office's own file beside its phrases.

The notice (国办公开办函〔2021〕30号) leaves section one to words; provinces and
cities ask for figures in it, each for others. So nothing is asked for unless an office has a file, of which
``docs/administrator.md`` has a worked example.
"""

from pathlib import Path

import msgspec

from model.forms.checks import Part, Struct
from model.forms.official import OfficialForm


class LocalCountsError(ValueError):
    """The file cannot be used; the text is for the user and names the place."""


class _File(Struct, frozen=True):
    counts: tuple[Part, ...]


def asking(form: OfficialForm, file: Path | None) -> OfficialForm:
    """Return the form with what an office's file asks section one to name besides; None asks nothing.

    Raises LocalCountsError, with a sentence for the user, for a file that cannot be read or used.
    """
    if file is None:
        return form
    checks = msgspec.structs.replace(form.checks, local_counts=read(file))
    return OfficialForm(msgspec.structs.replace(form.definition, checks=checks))


def read(file: Path) -> tuple[Part, ...]:
    """Return the counts that a file asks for, each with the words it is known by; raises as ``asking``."""
    try:
        counts = msgspec.toml.decode(file.read_bytes(), type=_File).counts
    except OSError as error:
        raise LocalCountsError(f"“{file.name}”读不出来，没有使用：{error.strerror}。") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LocalCountsError(f"“{file.name}”不是应写数据的格式，没有使用：{error}。") from error
    for count in counts:
        if not count.label.strip() or not count.words or not all(map(str.strip, count.words)):
            raise LocalCountsError(
                f"“{file.name}”中的“{count.label}”不能使用：每项要有名称（label）和至少一个词语（words）。"
            )
    return counts
