"""What a text reckons from figures told anywhere in it: shares, rates, averages, multiples, what is most.

Figures are told with what stands around them (``told``); ``names`` says which of them a name means,
``tables`` what of it the tables have, ``texts`` is all that is asked. A ``manner`` finds what is said in one
way, and which of it is wrong: no figures that may be meant give it. ``reckoned`` puts them together. The
words are data: ``resources/words/reckoned.toml``.
"""
