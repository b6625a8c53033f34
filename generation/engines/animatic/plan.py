"""The plan of one shot: light, palette, depth planes and camera, all plain values.

Units: the frame is 1 high, the camera stands 1 above the ground and its focal length is 1, so a ground point at
depth z lies at v = horizon + 1/z. That one rule places every base line, size, haze and parallax.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generation.engines.animatic.raster import Array
from generation.engines.animatic.scene import Appearance, Scene

CloudForm: TypeAlias = Literal["", "cumulus", "cirrus", "sheet", "shelf"]
Air: TypeAlias = Literal["open", "space", "water"]


@dataclass(frozen=True)
class Light:
    """The sun, the moon or the glow that lights the scene; `u`, `v` may lie outside the frame."""

    u: float
    v: float
    disc: float
    """Radius of the visible disc, 0 when hidden."""
    colour: Array
    power: float
    ambient: Array
    glow: float
    """How strongly the air shines around the light."""
    direction: tuple[float, float, float]
    """Toward the light: right, up, toward the camera."""


@dataclass(frozen=True)
class Palette:
    """Linear RGB colours; `sky` runs zenith to horizon in four stops. `night` 0..1 lights windows and lamps."""

    sky: tuple[Array, Array, Array, Array]
    fog: Array
    sun: Array
    shadow: Array
    water: Array
    accent: Array
    night: float
    ground: Array | None = None


@dataclass(frozen=True)
class Sky:
    """The far gradient with sun, moon and stars."""


@dataclass(frozen=True)
class Clouds:
    """`cover` 0..1; `dark` for a threatening sky."""

    cover: float
    dark: bool = False
    form: CloudForm = ""
    """Empty: an even mixture."""


@dataclass(frozen=True)
class Mist:
    """A band of mist around height `v`."""

    v: float


@dataclass(frozen=True)
class TreeLine:
    """Trees along a crest: how many tries, their height, and `conifer` or `broad`."""

    count: int
    size: float
    kind: str


@dataclass(frozen=True)
class Terrain:
    """A band of ground between depths `near` and `far`, its height between `low` and `high` over the horizon."""

    near: float
    far: float
    high: float
    low: float
    style: str
    frequency: float
    ground: str
    snowcap: bool = False
    dip: float = 0.0
    shore: bool = False
    island: bool = False
    bank: bool = False
    side: float = 0.0
    grassy: bool = False
    road: bool = False
    laid: bool = False
    """Whether tracks that the scene names run over it."""
    tufts: int = 0
    flowers: bool = False
    weeds: bool = False
    trees: TreeLine | None = None


@dataclass(frozen=True)
class Trees:
    """Tall forest trunks; `edges` frames the picture with them, `bank` leaves room for a water as a terrain's does."""

    count: int
    size: tuple[float, float]
    leaf: str = "conifer"
    edges: bool = False
    bank: bool = False


@dataclass(frozen=True)
class Framing:
    """Plants near the camera that frame the picture from its sides, and keep off every figure."""

    kind: Literal["firs", "reeds", "bough"]
    count: int
    size: tuple[float, float]
    side: int = 1


@dataclass(frozen=True)
class City:
    """A row of towers between heights `low` and `high`, `width` wide, a share `lit` of the windows on."""

    low: float
    high: float
    width: float
    lit: float
    shore: bool = False
    style: str = ""
    """The kind of town: empty (of today), old town, future, domed, ruins or harbour."""


@dataclass(frozen=True)
class Built:
    """A place with one picture of its own: street, roof, room, table, underwater or rays."""

    kind: Literal["street", "roof", "room", "underwater", "reef", "caustics", "rays"]
    side: int = 1
    style: str = ""
    """Which room, street or other place it is ("kitchen", "market")."""
    table: str = ""
    """What the table in front is made of; empty without one."""


@dataclass(frozen=True)
class Cave:
    """A rock arch with an opening of `radius`."""

    radius: float
    style: str = ""
    """What it is made of: empty (rock), ice, lava or crystal."""


@dataclass(frozen=True)
class Space:
    """Nebula and stars in three `hues`, with a planet when asked."""

    hues: tuple[str, str, str]
    planet: bool
    rings: bool
    side: int


@dataclass(frozen=True)
class Asteroids:
    """Floating rocks of up to `size`."""

    count: int
    size: float


@dataclass(frozen=True)
class Scenery:
    """Something large that belongs to a place and is no figure; `u` is its middle, `size` 1 = usual, `shore` when it
    stands in the water."""

    kind: Literal[
        "waterfall", "eruption", "cloud sea", "ice", "village", "harbour", "domes", "jungle", "fence", "crag",
        "floes", "ruins", "stairs", "surf", "construction", "battlefield", "grandstand", "balcony", "mirage",
        "wildfire"
    ]  # fmt: skip
    u: float
    size: float = 1.0
    shore: bool = False


@dataclass(frozen=True)
class Sprite:
    """One figure: its foot at `u`, `v`, `size` high."""

    kind: str
    u: float
    v: float
    size: float
    colour: str | None = None
    attributes: tuple[str, ...] = ()
    colours: dict[str, str] = field(default_factory=dict)
    flip: bool = False
    afloat: bool = False
    sunk: float = 0.0
    """The share of its height that is under water, of who is afloat."""
    flying: bool = False
    action: str = ""
    facing: str = ""
    """`front`, `back`, `side` or empty; `flip` mirrors a figure that is seen from the side."""
    appearance: Appearance = field(default_factory=Appearance)


Spec: TypeAlias = (
    Sky | Clouds | Mist | Terrain | Trees | Framing | City | Built | Cave | Space | Asteroids | Scenery | Sprite
)  # fmt: skip


@dataclass(frozen=True)
class Plane:
    """Something at depth `z`, drawn from its own seed."""

    z: float
    spec: Spec
    seed: int


@dataclass(frozen=True)
class Style:
    """How one attempt moves: `direction` 1 right or up, -1 left or down; `amount` 1 = usual; `drift` -1..1 aside
    and `lift` -1..1 upward on the way; `ease` even, gather (ever faster) or settle (ever slower)."""

    kind: str
    direction: int = 1
    amount: float = 1.0
    ease: str = "even"
    drift: float = 0.0
    lift: float = 0.0


@dataclass(frozen=True)
class Camera:
    """How the camera moves and what it focuses on.

    `lens` is its focal length (1 normal, 0.75 wide, 1.6 long): a long one moves less against the frame and looks
    through more air. `angle` is low, eye, high or top; `roll` turns the whole shot, in radians.
    """

    style: Style
    focus: float
    aperture: float
    lens: float = 1.0
    angle: str = "eye"
    roll: float = 0.0


@dataclass(frozen=True)
class View:
    """The part of the composed world that the frame shows: frame point (x, y) lies at u = left + x / zoom and
    v = top + y / zoom, all in frame heights. A close-up is a view of the same world, not a new drawing."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def across(self, u: float) -> float:
        """Where `u` of the world lies in the frame, in frame heights from its left."""
        return (u - self.left) * self.zoom

    def down(self, v: float) -> float:
        """Where `v` of the world lies in the frame, in frame heights from its top."""
        return (v - self.top) * self.zoom


@dataclass(frozen=True)
class Grade:
    """The finish: saturation, contrast, vignette, a tint per channel, and times the usual grain."""

    saturation: float
    contrast: float
    vignette: float
    tint: tuple[float, float, float]
    grain: float = 1.0


@dataclass(frozen=True)
class Plan:
    """One composed shot. `waterline` is the height where open water begins, if there is any."""

    aspect: float
    horizon: float
    light: Light
    palette: Palette
    planes: tuple[Plane, ...]
    camera: Camera
    fog: float
    focus_u: float
    waterline: float | None
    air: Air
    stars: bool
    birds: bool
    wet: float
    grade: Grade
    scene: Scene
    seed: int
    view: View = field(default_factory=View)
