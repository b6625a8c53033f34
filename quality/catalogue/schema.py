"""The shape of a catalogue file. Rules that look at one entry live here; rules across entries in `rules`."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from quality.values import Function, Polish, Tier

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=64)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Gigabytes = Annotated[float, Field(ge=0, le=1024)]
Pixels = Annotated[int, Field(ge=64, le=4096)]
SecondsRange = tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0, le=86_400)]]


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


VersionNumber = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})?$")]
"""A catalogue that ships with the product is "2"; the third that an operator made of it is "2.3"."""

FRAME_STEP = 4
"""Video models code the first frame alone and then four at a time, so frames are 4n+1."""


class Technique(StrEnum):
    """Ways to need less memory on the card, at the price of time."""

    FP8_WEIGHTS = "fp8_weights"
    TEXT_ENCODER_8BIT = "text_encoder_8bit"
    MODEL_OFFLOAD = "model_offload"
    GROUP_OFFLOAD = "group_offload"
    SEQUENTIAL_OFFLOAD = "sequential_offload"
    TILED_DECODE = "tiled_decode"


class TimeSource(StrEnum):
    """Whether a row's seconds were measured with this product or taken from elsewhere."""

    MEASURED = "measured"
    CITED = "cited"


class Entry(BaseModel):
    """Frozen, and strict about names it does not know: a typing mistake must not become a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TierEntry(Entry):
    """`seconds` is the range promised for a picture on a card of `memory_gb`."""

    id: Tier
    icon: Identifier
    name: Words
    words: Words
    seconds: SecondsRange
    memory_gb: Gigabytes


class EngineKind(StrEnum):
    """Where an engine runs: everywhere on the processor, on a graphics card here, or with a provider's key."""

    EMBEDDED = "embedded"
    LOCAL = "local"
    REMOTE = "remote"


class EngineEntry(Entry):
    """`embedded`: nothing to install or download; `local`: weights and a card; `remote`: a key of the workspace."""

    kind: EngineKind


class LicenceEntry(Entry):
    """`hosted_commercial`: whether its terms allow a hosted commercial service without a contract."""

    hosted_commercial: bool
    terms: str = ""


class ModelEntry(Entry):
    """What the memory prediction needs to know of a model; see `quality.prediction` for the formula.

    `source`: where the weights come from; `figures`: where the numbers come from; `weights_gb`: each part of the
    model in its own precision. `token_pixels`: side of the square that one token covers; `decode_bytes_per_value`:
    bytes of the decoder's memory for each pixel and each byte of a value's width.
    """

    source: Words
    figures: Words
    licence: Identifier
    weights_gb: dict[Identifier, Gigabytes] = {}
    size_multiple: Annotated[int, Field(ge=2, le=128)] = 16
    value_bytes: Annotated[int, Field(ge=1, le=4)] = 2
    token_pixels: Annotated[int, Field(ge=1, le=128)] = 16
    text_tokens: Annotated[int, Field(ge=0)] = 0
    denoise_bytes_per_token: Annotated[int, Field(ge=0)] = 0
    decode_bytes_per_value: Annotated[int, Field(ge=0)] = 0
    decode_values_per_frame_pixel: Annotated[int, Field(ge=0)] = 0


class MemoryStep(Entry):
    """One way to hold a model in memory. `resident_gb`: weights on the card at once under `use`; `slower`: how many
    times longer than the row's first step it takes; `figures`: where the number comes from."""

    id: Identifier
    use: tuple[Technique, ...] = ()
    tile: Pixels | None = None
    resident_gb: Gigabytes
    slower: Annotated[float, Field(ge=1, le=100)] = 1.0
    figures: Words

    @model_validator(mode="after")
    def tile_goes_with_tiled_decode(self) -> Self:
        if (self.tile is not None) != (Technique.TILED_DECODE in self.use):
            raise ValueError("`tile` and the technique `tiled_decode` go together: give both or neither")
        return self


class Row(Entry):
    """One way to serve a function at a tier. `size` is (width, height) in pixels at 16:9, left out for words and
    voices.

    `memory`: ways to hold the model, from the fastest to the one that needs least; `card_gb`: the smallest card that
    the row is meant for, whose times `seconds` are (both only for engines on a card); `credits` for one output.
    """

    id: Identifier
    function: Function
    tier: Tier
    engine: Identifier
    model: Identifier
    size: tuple[Pixels, Pixels] | None = None
    steps: Annotated[int, Field(ge=1, le=200)] = 1
    guidance: Annotated[float, Field(ge=0, le=30)] = 0.0
    frames: Annotated[int, Field(ge=1, le=1001)] = 1
    fps: Annotated[int, Field(ge=0, le=60)] = 0
    memory: tuple[MemoryStep, ...] = ()
    card_gb: Gigabytes | None = None
    seconds: SecondsRange
    time_source: TimeSource
    credits: Annotated[int, Field(ge=0)]

    @property
    def pixels(self) -> tuple[int, int]:
        """(width, height), or (0, 0) where nothing is seen."""
        return self.size or (0, 0)


class PolishRow(Entry):
    """One way to do a step of a polish. `seconds_per_megapixel` of what the step gives out, each frame counted;
    `memory_gb`: what it holds of a card while it works, 0 for what needs none. The rows of a step are best first."""

    id: Identifier
    step: Polish
    engine: Identifier
    model: Identifier
    memory_gb: Gigabytes = 0.0
    seconds_per_megapixel: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0, le=3600)]]
    time_source: TimeSource
    credits_per_100_megapixels: Annotated[float, Field(ge=0, le=10_000)]


class Catalogue(Entry):
    """A whole catalogue. Rows of one function and tier are listed best first. Two are the same only if they are one."""

    __hash__ = object.__hash__

    version: VersionNumber
    tiers: tuple[TierEntry, ...]
    engines: dict[Identifier, EngineEntry]
    licences: dict[Identifier, LicenceEntry]
    models: dict[Identifier, ModelEntry]
    rows: tuple[Row, ...]
    polish: tuple[PolishRow, ...] = ()
    """Empty in a version of before there were any: then those that came with the product serve."""

    def tier(self, tier: Tier) -> TierEntry:
        """The entry of `tier`; a checked catalogue has every one."""
        return next(entry for entry in self.tiers if entry.id == tier)

    def is_embedded(self, row: Row | PolishRow) -> bool:
        """Whether it runs everywhere, with nothing to install."""
        return self.engines[row.engine].kind is EngineKind.EMBEDDED

    def is_local(self, row: Row | PolishRow) -> bool:
        """Whether it runs on a graphics card here."""
        return self.engines[row.engine].kind is EngineKind.LOCAL

    def rows_for(self, function: Function, tier: Tier) -> tuple[Row, ...]:
        """Best first, the embedded row among them."""
        return tuple(row for row in self.rows if row.function == function and row.tier == tier)

    def embedded_row(self, function: Function, tier: Tier) -> Row | None:
        """The row that runs everywhere; a checked catalogue has exactly one, but for what can't be drawn."""
        return next((row for row in self.rows_for(function, tier) if self.is_embedded(row)), None)

    def drawn_by(self, function: Function) -> str:
        """The embedded engine of a function; a checked catalogue has one for whatever is seen."""
        return next(row.engine for row in self.rows if row.function == function and self.is_embedded(row))

    def licence(self, row: Row | PolishRow) -> LicenceEntry:
        return self.licences[self.models[row.model].licence]
