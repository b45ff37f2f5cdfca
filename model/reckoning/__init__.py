"""What a text reckons from figures that it tells anywhere: averages, multiples, shares, what is most.

Figures are told with what stands around them (``told``); ``names`` says which of them a name means. Each of the
other modules finds what is reckoned in one manner, and whether the figures that may be meant give it: any that
do silence it. What the words are is data: ``resources/words/reckoned.toml``.
"""
