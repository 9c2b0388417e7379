"""What we call somebody who reached us, until a case gives them a name of their own.

Invariants:
- An alias is drawn, never chosen: it says nothing of whoever bears it.
- No two conversations bear the same one. Where the words run out, two words are joined.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection

WORDS = tuple(
    """
    Alder Amber Anise Arnica Aspen Aster Avocet Azure Balsam Barley Basalt Basil Beech Beryl Birch
    Bistre Bittern Borage Bracken Bramble Briar Brook Bryony Bunting Burdock Campion Caper Caraway
    Cardoon Carnelian Cedar Chalk Chervil Chicory Chive Citron Clover Cobalt Comfrey Copper Coral
    Cormorant Cornel Cowslip Crane Cress Curlew Cypress Dahlia Damson Dill Dipper Dogwood Dotterel
    Dunlin Dunnock Egret Eider Elder Elm Fennel Fern Fieldfare Fir Flax Flint Foxglove Fulmar
    Gadwall Galena Gannet Garnet Gentian Ginger Godwit Goldcrest Gorse Grebe Grouse Hawthorn Hazel
    Heather Hellebore Hemlock Heron Hobby Holly Hornbeam Hyssop Indigo Iris Ivy Jackdaw Jade
    Jasper Juniper Kestrel Kittiwake Knapweed Lapwing Larch Larkspur Laurel Lavender Lichen Lilac
    Limpet Linden Linnet Loam Lovage Lupin Madder Magnet Mallard Mallow Maple Marble Marigold
    Marram Marten Medlar Merlin Mica Millet Mimosa Mint Moss Mulberry Mullein Myrtle Nettle
    Nightjar Nuthatch Oak Ochre Olive Onyx Opal Orache Orchid Oriole Osier Osprey Ouzel Pansy
    Parsley Pearl Pebble Peony Pewter Pine Pintail Pipit Plover Plum Pochard Poplar Poppy Primrose
    Puffin Pumice Quail Quartz Quince Rampion Raven Redstart Redwing Reed Roe Rosemary Rowan Rue
    Ruff Rush Russet Rye Saffron Sage Sanderling Sandpiper Saxifrage Sedge Sepia Serin Shale Siskin
    Skylark Slate Sloe Smew Snipe Sorrel Spelt Spruce Starling Stonechat Sumac Swallow Swift
    Sycamore Tansy Teal Tern Thistle Thrift Thrush Thyme Topaz Tourmaline Treecreeper Turnstone
    Twite Umber Valerian Verbena Veronica Vetch Violet Wagtail Walnut Warbler Waxwing Wheatear
    Whimbrel Whinchat Widgeon Willow Woodlark Woodruff Wren Yarrow Yew Zinnia
    """.split()
)


def fresh_alias(taken: Collection[str]) -> str:
    """An alias that nobody in `taken` bears."""
    free = [word for word in WORDS if word not in taken]
    if free:
        return secrets.choice(free)
    while True:
        pair = f"{secrets.choice(WORDS)} {secrets.choice(WORDS)}"
        if pair not in taken:
            return pair
