"""What sentences say of the tables: from tokens to relations, each step frozen data.

The steps, in the order of ``reader``: ``tokens`` (found by ``lexicon``), ``clauses``, ``scope``,
``grounding``, ``relations``. Grounding asks ``resolve`` what a figure speaks of (by ``tables``),
``comparing`` for shares and the year before, ``each`` for “分别”, and keeps a ``context``.
Relations are made of ``listings``, ``rates`` and ``statements``, and go through ``filters``.

Below them: ``words`` and ``terms`` are the data, a ``phrase`` is asked what it says, a ``meaning`` is a
rectangle of cells, ``division`` how it is divided, ``labels`` how it is called. ``years`` stands by itself.
"""
