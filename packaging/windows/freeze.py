"""Runs PyInstaller with the Windows Python: the packages lie in a folder of their own."""

import os
import site

site.addsitedir("C:\\site")
os.chdir("C:\\project")

import PyInstaller.__main__  # noqa: E402 (only to be found after the line above)

PyInstaller.__main__.run(["--noconfirm", "--clean", "--log-level", "WARN", "packaging/nianbao.spec"])
