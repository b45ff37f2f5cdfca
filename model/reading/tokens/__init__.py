"""The first step: a paragraph becomes sentences of tokens and figures."""
