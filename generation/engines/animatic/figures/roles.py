"""What people of one calling usually look like; whatever a prompt says goes first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """Defaults of a kind of person; empty leaves it to chance. `uses` are the actions its things are held in."""

    woman: bool | None = None
    old: bool = False
    child: bool = False
    garment: str = ""
    colour: str = ""
    under: str = ""
    leg_colour: str = ""
    shoes: str = ""
    boots: bool = False
    cloak: str = ""
    hood: bool = False
    scarf: str = ""
    hat: str = ""
    hat_colour: str = ""
    hair: str = ""
    hair_colour: str = ""
    skin: str = ""
    face: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    belt: bool = False
    long: bool = False
    """A dress to the floor."""


ROLES: dict[str, Role] = {
    "person": Role(),
    "man": Role(woman=False),
    "woman": Role(woman=True),
    "child": Role(child=True),
    "boy": Role(child=True, woman=False),
    "girl": Role(child=True, woman=True),
    "old man": Role(woman=False, old=True, garment="sweater"),
    "old woman": Role(woman=True, old=True, garment="dress", colour="#6d5a78", hair="bun"),
    "soldier": Role(woman=False, garment="uniform", colour="#5f6a48", leg_colour="#515a3e", boots=True, hat="helmet",
                    hat_colour="#535d40", hair="short", belt=True),
    "knight": Role(woman=False, garment="armour", colour="#a9b2bf", leg_colour="#848d9b", shoes="#767f8d", boots=True,
                   hat="helmet", hat_colour="#b4bcc8", cloak="#9c2f32", holding=("sword",), hair="short",
                   uses=("fighting", "pointing")),
    "wizard": Role(woman=False, old=False, garment="robe", colour="#41407e", hat="pointed hat", hat_colour="#35336b",
                   hair="long", hair_colour="#e0ddd6", face=("beard",), holding=("staff",), belt=True,
                   uses=("pointing", "looking")),
    "witch": Role(woman=True, garment="dress", colour="#3b3247", hat="pointed hat", hat_colour="#2d2636", hair="long",
                  cloak="#4d3763", holding=("broom",), long=True),
    "detective": Role(woman=False, garment="coat", colour="#8d7453", hat="fedora", hat_colour="#5b4a38", belt=True,
                      leg_colour="#3a3632"),
    "chef": Role(woman=False, garment="apron", colour="#f1eee7", hat="toque", leg_colour="#40424c", under="#f4f2ec",
                 holding=("pan",)),
    "doctor": Role(garment="coat", colour="#f2f2ef", under="#7fb0c4", leg_colour="#4a6478", face=("glasses",)),
    "dancer": Role(woman=True, garment="dress", colour="#c33a4c", hair="bun"),
    "king": Role(woman=False, garment="robe", colour="#7d2338", cloak="#9a2436", hat="crown", face=("beard",),
                 hair="long", holding=("staff",), belt=True),
    "queen": Role(woman=True, garment="dress", colour="#5e3f86", cloak="#86304c", hat="crown", hair="long", long=True),
    "princess": Role(woman=True, garment="dress", colour="#e59ab5", hat="crown", hair="long", long=True),
    "monk": Role(woman=False, garment="robe", colour="#b5612c", hair="bald", belt=True),
    "ninja": Role(woman=False, garment="kimono", colour="#24262e", leg_colour="#1f2027", shoes="#17181d", boots=True,
                  face=("mask",), holding=("sword",), hood=True, cloak="", uses=("fighting",)),
    "samurai": Role(woman=False, garment="kimono", colour="#31405f", leg_colour="#3b3540", hair="bun",
                    hair_colour="#1c191c", holding=("sword",), uses=("fighting",)),
    "cowboy": Role(woman=False, garment="vest", colour="#7d5535", under="#c24f42", leg_colour="#4a5c7c", boots=True,
                   shoes="#5b3a24", hat="cowboy hat", scarf="#b8443a", belt=True),
    "diver": Role(woman=False, garment="wetsuit", colour="#22303e", leg_colour="#1d2935", shoes="#e0a52e",
                  hat="goggles",
                  hat_colour="#e0a52e"),
    "clown": Role(woman=False, garment="shirt", colour="#e9c23a", leg_colour="#3f78c0", shoes="#c8302c", hair="curly",
                  hair_colour="#e0582c", face=("clown",), skin="#f4e6dc", holding=("balloon",)),
    "firefighter": Role(woman=False, garment="jacket", colour="#4c515c", leg_colour="#454a54", boots=True, hat="helmet",
                        hat_colour="#c22f2a", face=("stripes",)),
    "police officer": Role(garment="uniform", colour="#37497a", leg_colour="#303d60", hat="police cap",
                           hat_colour="#26355a", hair="short", belt=True),
    "bride": Role(woman=True, garment="dress", colour="#f4f0ea", hat="veil", hair="bun", holding=("flowers",),
                  long=True),
    "groom": Role(woman=False, garment="suit", colour="#353d5a", hair="short"),
    "musician": Role(garment="jacket", colour="#5a3b32", holding=("guitar",), uses=("playing",)),
    "photographer": Role(garment="jacket", colour="#5e6a4f", holding=("camera",), uses=("looking",)),
    "fisherman": Role(woman=False, garment="raincoat", colour="#d9a932", hat="beanie", boots=True, face=("beard",),
                      uses=("fishing",)),
    "farmer": Role(garment="shirt", colour="#b0523e", leg_colour="#41587f", hat="straw hat", boots=True),
    "businessman": Role(woman=False, garment="suit", hair="short", holding=("bag",)),
    "viking": Role(woman=False, garment="vest", colour="#6b5138", under="#8d8368", hat="helmet", hat_colour="#8f8a80",
                   cloak="#5c4a3c", face=("beard",), hair="long", hair_colour="#b5763a", boots=True, belt=True,
                   holding=("shield",)),
    "pirate": Role(woman=False, garment="coat", colour="#7a2f2f", under="#efe7d6", hat="tricorne", hat_colour="#26222a",
                   boots=True, face=("beard",), holding=("sword",), belt=True, uses=("fighting", "pointing")),
    "superhero": Role(garment="wetsuit", colour="#2f5fb0", leg_colour="#2f5fb0", shoes="#c8362f", boots=True,
                      cloak="#c8362f", belt=True),
    "scientist": Role(garment="coat", colour="#f2f2ef", under="#88a0b0", face=("glasses",), hair="short"),
    "nun": Role(woman=True, garment="robe", colour="#2b2b33", hat="wimple", hat_colour="#26262e", hair="none"),
}  # fmt: skip
