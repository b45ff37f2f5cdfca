"""Sums that a text tells whole and parts of by itself, whatever they count: no table is asked.

``counts`` are the figures with the words around them, ``stocks`` what was there before and after with what
came and went, ``lists`` and ``divisions`` wholes with all their parts; ``telling`` goes through a paragraph.
"""
