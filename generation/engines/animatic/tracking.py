"""A tracking shot: the camera keeps pace with whoever travels through it."""

from dataclasses import dataclass, replace

from generation.engines.animatic.canvas import Slide
from generation.engines.animatic.moves import Pose
from generation.engines.animatic.projection import Projection

TRACKING = "truck"
FARTHEST = 0.62  # world units the camera goes to either side: near land reaches no farther


@dataclass(frozen=True)
class Track:
    """A camera that moves aside by `pace` world units a second and passes its mark at `middle` seconds."""

    pace: float = 0.0
    middle: float = 0.0

    def moved(self, camera: Pose, clock: float) -> Pose:
        """The camera on its track; one that follows nobody stays as it is."""
        return replace(camera, x=self.pace * (clock - self.middle)) if self.pace else camera


def follow(projection: Projection, slides: list[Slide]) -> tuple[Track, list[Slide]]:
    """The track along the nearest traveller, who goes no faster than the camera can, and the slides with that."""
    plan, middle = projection.plan, projection.middle
    going = [s for s in slides if s.moving is not None and s.moving.speed and s.moving.heading and s.kind == "sprite"]
    if plan.camera.style.kind != TRACKING or not going or not middle:
        return Track(), slides
    hero = min(going, key=lambda s: s.z)
    assert hero.moving is not None
    fastest = FARTHEST / middle * projection.scale / hero.z
    share = min(1.0, fastest / hero.moving.speed)
    pace = hero.moving.heading * hero.moving.speed * share * hero.z / projection.scale
    return Track(pace, middle), [_slower(s, share) for s in slides]


def _slower(slide: Slide, share: float) -> Slide:
    if slide.moving is None or not slide.moving.speed:
        return slide
    return replace(slide, moving=replace(slide.moving, speed=slide.moving.speed * share))
