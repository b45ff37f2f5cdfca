"""At the start of a bundle: take regular expressions as they were compiled when it was made.

Run by PyInstaller's loader before the program (a runtime hook). Python's ``re`` asks its own compiler for
each expression it does not know yet; here what was recorded (``record_patterns.py``) is looked at first.
Nothing is taken from another Python than the one that recorded it.
"""

import sys


def _take_over() -> None:
    import _sre
    import marshal
    import re._compiler
    from array import array

    try:
        with open(f"{sys._MEIPASS}/patterns.bin", "rb") as file:  # noqa: PTH123 (pathlib takes time to load)
            # Read as a whole: from a file it would be taken byte by byte, which is slower.
            version, magic, letter, found = marshal.loads(file.read())
    except OSError:
        return
    if (version, magic) != (sys.version, _sre.MAGIC):
        return
    compile_expression = re._compiler.compile

    def compiled(pattern, flags=0):
        kept = found.get((pattern, flags)) if type(pattern) is str else None
        if kept is None:
            return compile_expression(pattern, flags)
        whole, code, groups, names, numbers = kept
        return _sre.compile(pattern, whole, array(letter, code).tolist(), groups, names, numbers)

    re._compiler.compile = compiled


_take_over()
