"""What sentences say of the tables: step by step, each of frozen data, and each a room of its own.

``tokens`` → ``clauses`` (and of what year and organ they are) → ``grounding`` (what each figure speaks of)
→ ``relations`` (parts, shares, growth, statements) → ``filters`` (what is surely so). In each room the
module of its name is the step itself; a room imports from those before it alone. ``reader`` goes through
them, ``python -m model.reading`` prints what each makes of a sentence, and ``facts`` is what comes out.

Below them all ``words`` has what is known before reading. ``years``, ``balances`` and ``joined`` stand by
themselves.
"""
