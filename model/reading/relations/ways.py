"""The ways in which applications come, as a text lists them: “网络31件、信函14件、当面5件”."""

from collections.abc import Iterable
from itertools import chain, dropwhile, takewhile

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Mentions, counted_alike, exceed, is_more, is_sum, may_divide
from model.reading.tokens.channels import is_plain_way, is_way, way
from model.reading.words.words import sorted_words

_FEWEST, _MOST = 2, 12  # ways
_MARK = 4  # characters
_GOING_ON = 2  # figures behind the parts, of which one may be one more of them
_NEAR = 5  # figures before a list, of which one may be its whole
_SURELY_ALL = 3  # different ways: few lists of so many leave one out


def all_received(figures: Mentions) -> Mention | None:
    """Return the last of some figures that counts all applications received, whoever made them."""
    return next(filter(_counts_all_received, reversed(figures)), None)


def _counts_all_received(one: Mention) -> bool:
    counts_received = bool(one.also) or (bool(one.meanings) and "received" in one.said)
    return counts_received and "column" not in one.said


def by_ways(before: Mentions, figures: Mentions, received: Mention | None) -> list[Listing]:
    """“收到48件。其中自然人45件……。当面17件，邮寄28件，网络3件”: ways divide all that was received.

    ``before`` are the figures of the sentence before, ``received`` what was told last of all applications.
    """
    ways = list(takewhile(is_way, figures))
    whole = _divided_by(ways, before, received) if len(ways) >= _FEWEST else None
    return [may_divide(whole, ways)] if whole is not None else []


def _divided_by(ways: Mentions, before: Mentions, received: Mention | None) -> Mention | None:
    given = (one for one in before[-_NEAR:] if is_sum(one, ways))
    from_afar = received if all(map(is_plain_way, ways)) else None
    return next(given, all_received(before) or from_afar)


def with_ways_behind(figures: Mentions, lists: list[Listing]) -> list[Listing]:
    """“收到32件，其中自然人31件；当面5件、邮寄18件、网上9件”: with these ways, which divide all again."""
    # Nothing but that it stands before them makes an applicant's figure a whole of ways.
    others = [one for one in lists if one.parts or "column" not in one.whole.said]
    behind = tuple(dropwhile(lambda one: not is_way(one), figures)) if len(figures) > _SURELY_ALL else ()
    whole = all_received(figures[: len(figures) - len(behind)]) if _are_anew(behind, others) else None
    return [*others, may_divide(whole, behind)] if whole is not None else lists


def _are_anew(ways: Mentions, lists: list[Listing]) -> bool:
    """Whether several ways stand first, and none of the lists found in the sentence is of them."""
    are_several = len(list(takewhile(is_plain_way, ways))) >= _SURELY_ALL
    return are_several and not any(ways[0] in (one.parts or chain(*one.further)) for one in lists)


def of_received(listing: Listing, received: Mention) -> Listing:
    """“受理265件；办结263件，结转4件。其中网上241件，当面24件”: ways of more than the last are of all.

    So is what the applications are about. ``received`` is what was told last of all applications.
    """
    is_of_some = bool(listing.whole.meanings) and not _counts_all_received(listing.whole)
    ways = list(takewhile(is_way, listing.parts)) if is_of_some else []
    are_of_all = len(ways) >= _FEWEST and _are_rather_of(received, listing.whole, ways)
    is_of_all = are_of_all or (is_of_some and _are_subjects_of(received, listing))
    return replace(listing, whole=received) if is_of_all else listing


def _are_subjects_of(received: Mention, listing: Listing) -> bool:
    """“收到9件。予以公开4件，占44.4%。申请事项为取水5件、水利工程4件”: too many for the last, not for all."""
    divide_again = any("dividing" in one.said for one in listing.parts[:1])
    are_too_many = divide_again and exceed(listing.whole, listing.parts)
    return are_too_many and not exceed(received, listing.parts) and counted_alike((received, *listing.parts))


def _are_rather_of(received: Mention, whole: Mention, ways: Mentions) -> bool:
    are_too_many = any(is_more(one, whole) for one in ways)
    return is_sum(received, ways) or (are_too_many and not is_sum(whole, ways))


def told_to_the_end(listing: Listing, figures: Mentions) -> Listing:
    """The list of all ways alone, where nothing but these may be of its whole: they must give it.

    So must what documents are marked as: “认定公文41件，主动公开13件、依申请公开9件、不予公开19件”.
    ``figures`` are those of its sentence and the one before. Where the parts give one of these it is that
    which they divide: “收到50件，办结48件，答复方式为电子邮件30件、邮寄15件、当面3件”.
    """
    parts = tuple(_told_of_one_manner(listing))
    if not _are_all(listing.whole, parts) or _are_of_another(parts, figures):
        return listing
    return Listing(listing.whole, parts, closed=False, in_a_row=len(parts), complete=True)


def _told_of_one_manner(listing: Listing) -> Iterable[Mention]:
    """The ways of all that was received, or the marks of what no table knows."""
    told = chain(listing.parts, *listing.further)
    if listing.beside is None and _counts_all_received(listing.whole):
        return takewhile(is_plain_way, told)
    return () if listing.whole.meanings else takewhile(_is_marked, told)


def _is_marked(one: Mention) -> bool:
    return _unended(one.label).endswith(sorted_words("marked-as"))


def _unended(label: str) -> str:
    return label.rstrip("".join(sorted_words("marked-behind")))


def _are_all(whole: Mention, parts: Mentions) -> bool:
    are_several = _SURELY_ALL <= len(parts) <= _MOST
    return are_several and len(set(map(_name, parts))) >= _SURELY_ALL and counted_alike((whole, *parts))


def _name(one: Mention) -> str:
    """The way that a figure is of, or what it is marked as."""
    named = way().search(one.label)
    return named[0] if named is not None else _unended(one.label)[-_MARK:]


def _are_of_another(parts: Mentions, figures: Mentions) -> bool:
    """Whether parts give another figure, or what no table knows goes on behind them."""
    last = parts[-1].quantity.start
    behind = [one for one in figures if one.quantity.start > last][:_GOING_ON]
    goes_on = any(not one.meanings and counted_alike((one, *parts)) for one in behind)
    return goes_on or any(is_sum(one, parts) for one in figures if one not in parts)
