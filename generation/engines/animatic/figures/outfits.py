"""Who somebody is and what they wear, settled from a look: build, skin, hair, garment, hat and belongings."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from generation.engines.animatic import vocabulary
from generation.engines.animatic.figures.part import Look
from generation.engines.animatic.figures.roles import ROLES, Role
from generation.engines.animatic.figures.skeleton import Build

SKINS = {"pale": "#f5d6c0", "light": "#eec3a0", "tan": "#d8a079", "brown": "#ae7452", "dark": "#8d5c43"}
SKIN_CHANCES = ("#eec3a0", "#e2b08c", "#d8a079", "#b9805a", "#9a6647", "#86563f")
HAIR_CHANCES = ("#2b211d", "#46301f", "#6d4527", "#1d1a1d", "#8f4f2b", "#b98a4e")
HAIR_COLOURS = {
    "blond": "#d9b668", "blonde": "#d9b668", "red": "#a8482a", "ginger": "#b8562a", "brown": "#5a3a24",
    "black": "#1c191c", "orange": "#b8562a", "yellow": "#d9b668", "gold": "#c99a4a",
    "grey": "#a3a4a6", "gray": "#a3a4a6", "white": "#e4e2dc", "silver": "#c3c6cb",
    "auburn": "#7d3a24",
}  # fmt: skip
LONG = frozenset({"gown", "wedding dress", "ball gown", "evening dress", "long dress"})
EYE_COLOURS = ("#5b3a22", "#3f5f78", "#4f6b45", "#3a2a20", "#6a4a2a")
GREY_HAIR = ("#c9c7c2", "#a9a8a6", "#dedbd4")
TOPS = ("#4c6a92", "#a8503f", "#5f7a55", "#c08b45", "#7a5478", "#3f7a80", "#b5653c", "#d5c6ab", "#c25b63", "#45506b")
BOTTOMS = ("#3c4463", "#57494a", "#4d5d7d", "#7d6b57", "#687382")
SHOES = ("#3a302c", "#5b3e2e", "#363944", "#7a5138")
GARMENTS = (
    "dress", "kimono", "robe", "armour", "raincoat", "coat", "suit", "uniform", "apron", "hoodie", "sweater", "jacket",
    "vest", "shirt",
)  # fmt: skip
HATS = (
    "pointed hat", "top hat", "straw hat", "cowboy hat", "fedora", "helmet", "crown", "toque", "cap", "beanie", "hat",
    "veil", "mask",
)  # fmt: skip
BELONGINGS = (
    "umbrella", "lantern", "torch", "sword", "staff", "stick", "pan", "kite", "camera", "phone", "guitar", "flowers",
    "book", "rod", "balloon", "bag", "suitcase", "basket", "cup", "ball", "bow", "shield", "spear", "broom", "wand",
    "flag", "map", "violin", "hose", "candle",
    "gun", "newspaper", "letter", "board",
)  # fmt: skip
ALIASES = {
    "gown": "dress", "wedding dress": "dress", "ball gown": "dress", "evening dress": "dress",
    "long dress": "dress", "sundress": "dress",
    "armor": "armour", "trench coat": "coat", "overcoat": "coat", "cane": "stick", "sunglasses": "shades",
    "walking stick": "stick", "bouquet": "flowers", "flower": "flowers", "fishing rod": "rod", "fishing": "rod",
    "kite string": "kite", "teacup": "cup", "frying pan": "pan", "cape": "cloak", "hooded": "hood",
    "goggles": "glasses",
    "backpack": "backpack", "rucksack": "backpack", "smartphone": "phone", "blade": "sword", "gloves": "gloves",
    "handbag": "bag", "baseball cap": "cap", "flashlight": "torch", "witch hat": "pointed hat", "chef hat": "toque",
    "pilgrim": "staff", "reading": "book", "long coat": "coat", "spear": "spear",
}  # fmt: skip
ACTION_BELONGINGS = {
    "reading": "book",
    "fishing": "rod",
    "fighting": "sword",
    "drinking": "cup",
    "cooking": "pan",
    "drawing a sword": "sword",
}
GARMENT_COLOURS = {
    "raincoat": "#e9b93a", "coat": "#5b4a3e", "suit": "#3b4564", "armour": "#a3acb8", "kimono": "#8a3550",
    "robe": "#4a4468", "dress": "#b03f50", "apron": "#e9e4d8", "uniform": "#3a4a63", "hoodie": "#5b6b7e",
    "jacket": "#4a5868",
}  # fmt: skip
BUILDS = {
    "man": Build(),
    "woman": Build(
        shoulders=0.096, chest=0.084, waist=0.062, hips=0.086, limbs=0.86, bust=0.018, hip=0.5, head=0.163, soft=True
    ),
    "child": Build(head=0.225, hip=0.395, shoulders=0.104, chest=0.09, waist=0.086, hips=0.084, limbs=0.96, soft=True),
}


@dataclass(frozen=True)
class Outfit:
    """All that is drawn of a person besides the pose; colours are hex. `garment` is the outer one, `legs` what is
    under it: trousers, shorts or bare; `hair` as in `Appearance` with `none` under hoods."""

    build: Build
    skin: str
    hair: str
    hair_colour: str
    face: frozenset[str]
    garment: str
    colour: str
    legs: str
    leg_colour: str
    shoe_colour: str
    boots: bool
    under: str
    cloak: str
    hood: bool
    scarf: str
    hat: str
    hat_colour: str
    holding: tuple[str, ...]
    backpack: str
    old: bool
    child: bool
    belt: bool
    long: bool
    eyes: str
    look: Look

    def of(self, attribute: str, default: str) -> str:
        """The colour somebody asked for an attribute, under any of its names."""
        names = [attribute, *(alias for alias, name in ALIASES.items() if name == attribute)]
        return next((self.look.colours[n] for n in names if self.look.colours.get(n)), default)


def dressed(look: Look) -> Outfit:
    """Settle everything that a look leaves open; chance is drawn in one order, whatever was said."""
    role = ROLES.get(look.kind, Role())
    chance = _Chance(look.rng)
    said = frozenset(ALIASES.get(a, a) for a in look.attributes)
    held = look.appearance
    woman = role.woman if role.woman is not None else chance.woman
    old = role.old or held.build == "old" or "old" in said
    child = role.child
    garment = next((g for g in GARMENTS if g in said), "skirt" if "skirt" in said else role.garment or "shirt")
    hair = {"braids": "ponytail"}.get(held.hair, held.hair) or next(
        (h for h in ("long", "short", "curly", "bun", "ponytail") if f"{h} hair" in said), ""
    )
    face = (
        frozenset("shades" if f == "sunglasses" else f for f in held.face)
        | (said & {"beard", "moustache", "glasses", "mask", "shades", "wings", "headphones"})
        | frozenset(role.face)
    )
    hat = next((h for h in HATS if h in said), "" if "hat" in held.face else role.hat)
    held_things = _held(said, role, look.action)
    if hat == "helmet" and garment == "armour":
        hair = "none"
    person = Outfit(
        build=_build(held.build, woman, old, child),
        skin=SKINS.get(held.skin) or tone(held.skin) or role.skin or chance.skin,
        hair=hair or role.hair or chance.hair(woman, old, child),
        hair_colour=hair_colour(held.hair_colour) or role.hair_colour or (chance.grey if old else chance.hair_colour),
        face=face,
        garment=garment,
        colour=_colour(look, garment, said, role, chance),
        legs="bare" if garment in ("dress", "skirt") else "shorts" if "shorts" in said else "trousers",
        leg_colour=look.of("trousers", look.of("shorts", look.of("jeans", role.leg_colour or chance.bottom))),
        shoe_colour=look.of("boots", look.of("shoes", role.shoes or chance.shoe)),
        boots="boots" in said or role.boots,
        under=look.of("shirt", role.under or chance.under),
        cloak=_cloak(look, said, role),
        hood=("hood" in said or "cloak" in said or role.hood) and not hat,
        scarf=look.of("scarf", "#c0453a") if "scarf" in said else role.scarf,
        hat=hat,
        hat_colour=_hat_colour(look, hat, role),
        holding=held_things,
        backpack=look.of("backpack", "#9a6238") if "backpack" in said else "",
        old=old,
        child=child,
        belt=role.belt or "belt" in said,
        long=role.long or not said.isdisjoint(LONG) or not look.attributes.isdisjoint(LONG),
        eyes=chance.eyes,
        look=look,
    )
    return replace(person, holding=(*held_things, "stick")) if _leans(person, held_things, look.action) else person


def hair_colour(name: str) -> str:
    """Hex of a hair colour word, empty when there is none."""
    return HAIR_COLOURS.get(name) or tone(name)


def tone(name: str) -> str:
    """Hex of any colour word, or of hex itself; empty for what is no colour."""
    return name if name.startswith("#") else vocabulary.load().colours.get(name, "")


def _leans(person: Outfit, held: tuple[str, ...], action: str) -> bool:
    return person.old and not held and action in ("", "standing", "walking") and person.build.stoop > 0


def _held(said: frozenset[str], role: Role, action: str) -> tuple[str, ...]:
    wanted = (*BELONGINGS,) if action != "sitting" else tuple(b for b in BELONGINGS if b not in ("staff",))
    found = [b for b in wanted if b in said]
    if action == "playing" and not role.child and not found:
        found = ["guitar"]
    if action in ACTION_BELONGINGS and ACTION_BELONGINGS[action] not in found:
        found.insert(0, ACTION_BELONGINGS[action])
    if not found and action in ("", "standing", "walking", "holding", *role.uses):
        found = list(role.holding)
    return tuple(found[:2])


def _colour(look: Look, garment: str, said: frozenset[str], role: Role, chance: "_Chance") -> str:
    names = [garment, *(alias for alias, name in ALIASES.items() if name == garment)]
    asked = next((look.colours[n] for n in names if look.colours.get(n)), None)
    usual = GARMENT_COLOURS.get(garment) if garment in said else None
    dress = chance.dress if garment == "dress" else None
    own = role.colour if role.garment == garment else ""
    return asked or look.colour or own or (usual and (dress or usual)) or role.colour or dress or chance.top


def _cloak(look: Look, said: frozenset[str], role: Role) -> str:
    if "cloak" in said or "hood" in said:
        return look.of("cloak", look.of("cape", look.of("hood", look.colour or role.cloak or "#5a343f")))
    return role.cloak


def _hat_colour(look: Look, hat: str, role: Role) -> str:
    usual = {"straw hat": "#d9b366", "crown": "#e3b341", "toque": "#f3f0ea", "cap": "#39517a", "helmet": "#7e8b78",
             "veil": "#f4f1ec", "beanie": "#b0483c", "cowboy hat": "#7a5232", "pointed hat": "#3a3560"}  # fmt: skip
    mine = role.hat_colour if hat == role.hat else ""
    return look.of(hat, look.of("hat", mine or usual.get(hat, "#33303a")))


def _build(named: str, woman: bool, old: bool, child: bool) -> Build:
    build = BUILDS["child" if child else "woman" if woman else "man"]
    if named == "slim":
        build = _wider(build, 0.86)
    if named == "broad":
        build = replace(_wider(build, 1.22), belly=0.03)
    if named == "tall":
        build = replace(build, head=build.head * 0.9, hip=build.hip * 1.03, scale=1.06)
    if named == "small":
        build = replace(build, head=build.head * 1.16, hip=build.hip * 0.95, scale=0.9)
    if named == "young" and not child:
        build = replace(_wider(build, 0.93), head=build.head * 1.1, scale=0.96)
    return replace(build, stoop=0.24, scale=0.97 * build.scale, head=build.head * 1.04) if old else build


def _wider(build: Build, k: float) -> Build:
    wide: dict[str, Any] = {n: getattr(build, n) * k for n in ("shoulders", "chest", "waist", "hips", "limbs")}
    wide["waist"] *= k**0.6
    return replace(build, **wide)


class _Chance:
    """Everything that may be left to chance, drawn always in the same order so that a pose changes no clothes."""

    def __init__(self, rng: np.random.Generator) -> None:
        def one(choices: tuple[str, ...]) -> str:
            return choices[int(rng.integers(len(choices)))]

        self.skin, self.hair_colour, self.grey = one(SKIN_CHANCES), one(HAIR_CHANCES), one(GREY_HAIR)
        self.top, self.bottom, self.shoe = one(TOPS), one(BOTTOMS), one(SHOES)
        self.dress = one(("#b03f50", "#3f6f8f", "#d0a04a", "#6a4a80", "#4f8a72", "#d9d0c0"))
        self.under = one(("#efe9dc", "#d8dde3", "#e6d7c0"))
        self.eyes = one(EYE_COLOURS)
        self.woman = bool(rng.random() < 0.45)
        self.curl = float(rng.random())
        self.skin = self.skin if self.hair_colour in HAIR_CHANCES[:4] else SKIN_CHANCES[int(rng.integers(3))]

    def hair(self, woman: bool, old: bool, child: bool) -> str:
        """A kind of hair."""
        kinds: tuple[str, ...]
        if woman:
            kinds = ("bun", "short", "curly") if old else ("long", "ponytail", "bun", "curly", "long", "short")
        else:
            kinds = ("bald", "short", "short") if old else ("short", "short", "short", "curly", "short")
        if child and woman:
            kinds = ("ponytail", "long", "short")
        return kinds[int(self.curl * len(kinds)) % len(kinds)]
