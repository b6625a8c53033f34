"""Which town a city scene shows."""

from generation.engines.animatic.scene import Scene

HEIGHTS = {"old town": 0.62, "domed": 0.5, "ruins": 0.85, "harbour": 0.5, "future": 1.15}
"""How tall each kind of town is beside a city of today."""
BEHIND = {"harbour": "", "domed": "domed"}
FROM_FEATURES = {
    "domed city": "domed", "mars": "domed", "ruins": "ruins", "old town": "old town", "village": "old town",
    "harbour": "harbour", "dock": "harbour", "futuristic": "future",
}  # fmt: skip


def style(scene: Scene) -> str:
    """The kind of town; empty for a city of today."""
    for feature, kind in FROM_FEATURES.items():
        if scene.has(feature):
            return kind
    if "desert" in scene.surroundings and scene.first("astronaut", "robot", "spaceship", "rocket"):
        return "domed"
    return "future" if scene.first("spaceship") else ""


def behind(style: str) -> str:
    """What stands behind a town of this kind."""
    return BEHIND.get(style, style)


def on_roof(scene: Scene) -> bool:
    """Whether the eye stands on a roof."""
    return scene.has("rooftop", "roof")


STREETS = {
    "tunnel": "tunnel", "station": "station", "petrol station": "petrol station", "car park": "car park",
    "crossroads": "crossroads", "traffic": "traffic",
    "market": "market", "alley": "alley", "old town": "lane", "village": "village", "suburb": "suburb",
    "square": "boulevard",
}  # fmt: skip


def street(scene: Scene) -> str:
    """The kind of street; empty for a city street with shops."""
    for feature, kind in STREETS.items():
        if scene.has(feature):
            return "neon" if kind == "alley" and scene.time == "neon" else kind
    if scene.time == "neon":
        return "neon"
    return "market" if scene.has("crowd") else ""
