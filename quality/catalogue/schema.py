"""The shape of a catalogue file. Rules that look at one entry live here; rules across entries in `rules`."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quality.values import Function, Tier

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=64)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Gigabytes = Annotated[float, Field(ge=0, le=1024)]
Pixels = Annotated[int, Field(ge=64, le=4096)]
SecondsRange = tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0, le=86_400)]]

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


class EngineEntry(Entry):
    """`embedded`: runs everywhere on the processor, with nothing to install or download."""

    embedded: bool


class LicenceEntry(Entry):
    """`hosted_commercial`: whether its terms allow a hosted commercial service without a contract."""

    hosted_commercial: bool
    terms: str = ""


class ModelEntry(Entry):
    """What the memory prediction needs to know of a model; see `quality.prediction` for the formula.

    `token_pixels`: side of the square that one token covers; `decode_bytes_per_value`: bytes of the
    decoder's memory for each pixel and each byte of a value's width.
    """

    source: Words
    licence: Identifier
    size_multiple: Annotated[int, Field(ge=2, le=128)]
    value_bytes: Annotated[int, Field(ge=1, le=4)]
    token_pixels: Annotated[int, Field(ge=1, le=128)] = 16
    text_tokens: Annotated[int, Field(ge=0)] = 0
    denoise_bytes_per_token: Annotated[int, Field(ge=0)] = 0
    decode_bytes_per_value: Annotated[int, Field(ge=0)] = 0
    decode_values_per_frame_pixel: Annotated[int, Field(ge=0)] = 0


class Row(Entry):
    """One way to serve a function at a tier. `size` is (width, height) in pixels at 16:9.

    `resident_gb`: weights that are on the card at once under the row's techniques; `card_gb`: the smallest
    card that the row is meant for (absent for embedded engines); `credits` for one output.
    """

    id: Identifier
    function: Function
    tier: Tier
    engine: Identifier
    model: Identifier
    size: tuple[Pixels, Pixels]
    steps: Annotated[int, Field(ge=1, le=200)]
    guidance: Annotated[float, Field(ge=0, le=30)] = 0.0
    frames: Annotated[int, Field(ge=1, le=1001)] = 1
    fps: Annotated[int, Field(ge=0, le=60)] = 0
    techniques: tuple[Technique, ...] = ()
    tile: Pixels | None = None
    resident_gb: Gigabytes
    card_gb: Gigabytes | None = None
    seconds: SecondsRange
    time_source: TimeSource
    credits: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def tile_goes_with_tiled_decode(self) -> Self:
        if (self.tile is not None) != (Technique.TILED_DECODE in self.techniques):
            raise ValueError("`tile` and the technique `tiled_decode` go together: give both or neither")
        return self


class Catalogue(Entry):
    """A whole catalogue. Rows of one function and tier are listed best first."""

    version: Annotated[int, Field(ge=1)]
    tiers: tuple[TierEntry, ...]
    engines: dict[Identifier, EngineEntry]
    licences: dict[Identifier, LicenceEntry]
    models: dict[Identifier, ModelEntry]
    rows: tuple[Row, ...]

    def tier(self, tier: Tier) -> TierEntry:
        """The entry of `tier`; a checked catalogue has every one."""
        return next(entry for entry in self.tiers if entry.id == tier)

    def is_embedded(self, row: Row) -> bool:
        return self.engines[row.engine].embedded

    def rows_for(self, function: Function, tier: Tier) -> tuple[Row, ...]:
        """Best first, the embedded row among them."""
        return tuple(row for row in self.rows if row.function == function and row.tier == tier)

    def embedded_row(self, function: Function, tier: Tier) -> Row:
        """The row that runs everywhere; a checked catalogue has exactly one."""
        return next(row for row in self.rows_for(function, tier) if self.is_embedded(row))

    def licence(self, row: Row) -> LicenceEntry:
        return self.licences[self.models[row.model].licence]
