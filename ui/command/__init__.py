"""The commands ``new``, ``convert`` and ``check``. Without Qt; only PDF pages load it, when asked for."""
