"""Who the program is: read from where it is written once, ``pyproject.toml``."""

import os
import tomllib

from host import PROJECT

_DATA = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

NAME: str = _DATA["name"]
VERSION: str = _DATA["version"]
TITLE = "政府信息公开年报编辑器"
# Who answers for a package is who builds it, named the way all Debian tools are told.
MAINTAINER = "{} <{}>".format(
    os.environ.get("DEBFULLNAME", "nianbao packagers"), os.environ.get("DEBEMAIL", "nianbao@example.org")
)
SUMMARY = "editor for the yearly government information disclosure report"
