"""What the studio does next by itself (pure): in every world it ends."""

from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.automation import (
    MAX_FAILURES,
    Action,
    Cut,
    FrameFacts,
    GiveUp,
    MakeFrames,
    MakeTakes,
    SceneFacts,
    best_frame,
    next_actions,
)


def uid(number: int) -> UUID:
    return UUID(int=number)


def scene(number: int = 1, **facts: object) -> SceneFacts:
    plain = {"frames": (), "selected_frame": None, "has_take": False, "busy": False, "failures": 0}
    return SceneFacts(id=uid(number), **{**plain, **facts})  # type: ignore[arg-type]


FRAMES = (FrameFacts(uid(11), 0.2), FrameFacts(uid(12), 0.9), FrameFacts(uid(13), None), FrameFacts(uid(14), 0.9))


def test_the_best_frame_has_the_highest_score_and_of_equals_is_the_first() -> None:
    assert best_frame(FRAMES) == uid(12)
    assert best_frame(FRAMES[2:3]) == uid(13)
    assert best_frame([FrameFacts(uid(1), None), FrameFacts(uid(2), 0.0)]) == uid(2)
    assert best_frame([]) is None


def test_a_bare_scene_gets_frames_and_one_with_frames_gets_takes_of_the_best() -> None:
    assert next_actions([scene(1), scene(2, frames=FRAMES)]) == [MakeFrames(uid(1)), MakeTakes(uid(2), uid(12))]


def test_the_creators_choice_goes_before_the_score() -> None:
    assert next_actions([scene(1, frames=FRAMES, selected_frame=uid(11))]) == [MakeTakes(uid(1), uid(11))]


def test_nothing_is_asked_for_twice() -> None:
    assert next_actions([scene(1, busy=True)]) == []
    assert next_actions([scene(1, busy=True), scene(2, has_take=True)]) == []


def test_the_cut_waits_for_all_and_leaves_the_hopeless_out() -> None:
    done, hopeless = scene(1, has_take=True), scene(2, failures=MAX_FAILURES)
    assert next_actions([done, hopeless]) == [Cut((uid(1),))]
    assert next_actions([hopeless]) == [GiveUp()]
    assert next_actions([scene(1, has_take=True, failures=MAX_FAILURES)]) == [Cut((uid(1),))]
    assert next_actions([]) == [GiveUp()]


@dataclass
class World:
    """A studio in which asking works or fails as drawn, and ends in drawn order."""

    fates: st.DataObject
    scenes: dict[UUID, SceneFacts]
    running: list[Action] = field(default_factory=list)
    asked: int = 0

    def do(self, action: Action) -> None:
        assert isinstance(action, MakeFrames | MakeTakes)
        before = self.scenes[action.scene]
        assert not before.busy
        assert not before.has_take
        self.asked += 1
        self.running.append(action)
        self._change(before, busy=True)

    def end_one(self) -> None:
        place = self.fates.draw(st.integers(0, len(self.running) - 1))
        action = self.running.pop(place)
        assert isinstance(action, MakeFrames | MakeTakes)
        before = self.scenes[action.scene]
        if not self.fates.draw(st.booleans()):
            self._change(before, busy=False, failures=before.failures + 1)
        elif isinstance(action, MakeFrames):
            score = self.fates.draw(st.none() | st.floats(0, 1))
            self._change(before, busy=False, frames=(*before.frames, FrameFacts(uid(1000 + self.asked), score)))
        else:
            assert action.frame in {frame.id for frame in before.frames} | {before.selected_frame}
            self._change(before, busy=False, has_take=True)

    def _change(self, before: SceneFacts, **facts: object) -> None:
        names = ("frames", "selected_frame", "has_take", "busy", "failures")
        plain = {name: getattr(before, name) for name in names}
        self.scenes[before.id] = SceneFacts(id=before.id, **{**plain, **facts})


@st.composite
def starts(draw: st.DrawFn) -> dict[UUID, SceneFacts]:
    count = draw(st.integers(1, 6))
    return {
        uid(number): scene(
            number,
            frames=FRAMES[: draw(st.integers(0, 4))],
            selected_frame=draw(st.sampled_from([None, uid(11)])),
            has_take=draw(st.booleans()),
        )
        for number in range(1, count + 1)
    }


@settings(max_examples=200, deadline=None)
@given(starts(), st.data())
def test_in_every_world_it_ends_with_a_cut_of_all_that_could_be_made_or_gives_up(
    scenes: dict[UUID, SceneFacts], fates: st.DataObject
) -> None:
    world = World(fates, scenes)
    most = len(scenes) * (MAX_FAILURES + 2)
    for _ in range(2 * most + 2):
        actions = next_actions(list(world.scenes.values()))
        if any(isinstance(action, Cut | GiveUp) for action in actions):
            break
        for action in actions:
            world.do(action)
        assert world.running, "nothing runs and nothing is asked for: it would wait without end"
        world.end_one()
    (last,) = next_actions(list(world.scenes.values()))
    ready = tuple(scene.id for scene in world.scenes.values() if scene.has_take)
    assert last == (Cut(ready) if ready else GiveUp())
    assert world.asked <= most
    assert not world.running
