"""A report as a PDF: A4, drawn as lines and letters, with the scenes' pictures in it."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import cast

from fpdf import FPDF

from generation.enhancement.loader import name_of_chip
from generation.wording.diff import gained, lost
from projects.judging import fonts, rounds
from projects.judging.values import Corner, Hint, Report, Verdict
from quality.scoring.names import name_of, short_name

MARGIN, GUTTER = 16.0, 6.0
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
INNER = PAGE_WIDTH - 2 * MARGIN
BLOCK_HEIGHT = 67.0
PICTURE_WIDTH, PICTURE_MOST = 54.0, 30.5
RADAR_RADIUS = 17.0
BAR_WIDTH = 20.0
ROUNDS_WIDTH, ROUNDS_HEIGHT = 70.0, 12.0
"""All in millimetres."""

Colour = tuple[int, int, int]
INK: Colour = (33, 29, 24)
SOFT: Colour = (110, 101, 88)
LINE: Colour = (221, 213, 199)
AMBER: Colour = (179, 116, 0)
STRONG: Colour = (22, 110, 93)
MIDDLING: Colour = (120, 104, 48)
WEAK: Colour = (179, 56, 34)
STRONG_FROM, MIDDLING_FROM = 80, 65
MORE = "\u2026"
NO_LETTERS = "Some titles are in letters that this machine has no font for: they stand by their number."


def as_pdf(report: Report) -> bytes:
    """The whole report, the weakest scene first."""
    sheet = Sheet(report)
    sheet.head()
    for verdict in report.judgement.scenes:
        sheet.scene(verdict)
    sheet.foot()
    return bytes(sheet.output())


def colour_of(points: int | None) -> Colour:
    """As pages colour a score; the number stands beside it always."""
    if points is None:
        return SOFT
    return STRONG if points >= STRONG_FROM else MIDDLING if points >= MIDDLING_FROM else WEAK


class Sheet(FPDF):
    """A document with the letters of one report."""

    def __init__(self, report: Report) -> None:
        super().__init__(unit="mm", format="A4")
        self.report = report
        self.has_left_out_letters = False
        self.set_margin(MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(False)
        own = fonts.own()
        self.add_font("own", fname=own.path, collection_font_number=own.number)
        self._add_what_lacks()
        self.set_text_shaping(True)
        self.set_title(f"{report.project}: quality of {report.episode}")
        self.set_creator("Dailies")
        self.set_lang("en")
        self.add_page()

    def _add_what_lacks(self) -> None:
        """A font of the machine for what the own one can't write."""
        scenes = self.report.judgement.scenes
        parts = [part.text for verdict in scenes if verdict.scene.hint for part in verdict.scene.hint.parts]
        texts = [self.report.project, self.report.episode, *(verdict.scene.title for verdict in scenes), *parts]
        wanted = fonts.lacking("".join(texts))
        self.letters = fonts.own().letters
        found = fonts.for_these(wanted) if wanted else None
        if found is not None:
            self.add_font("more", fname=found.path, collection_font_number=found.number)
            self.set_fallback_fonts(["more"], exact_match=False)
            self.letters |= found.letters

    def writable(self, text: str, instead: str) -> str:
        """A text in letters that there are; `instead` where nothing readable would be left."""
        kept = "".join(letter for letter in text if letter.isspace() or ord(letter) in self.letters)
        wanted, left = sum(map(str.isalnum, text)), sum(map(str.isalnum, kept))
        if text.strip() and left * 2 < wanted:
            self.has_left_out_letters = True
            return instead
        return " ".join(kept.split()) or instead

    def say(
        self, text: str, x: float, y: float, size: float, colour: Colour = INK, width: float = INNER, side: str = ""
    ) -> None:
        """One line at (x, y), cut where it would be wider than `width`; `side`: L or R, else as the text runs."""
        self.set_font("own", size=size)
        self.set_text_color(*colour)
        shown = text
        while len(shown) > 1 and self.get_string_width(shown + MORE * (shown != text)) > width:
            shown = shown[:-1].rstrip()
        self.set_xy(x, y)
        self.cell(width, size * 0.45, shown + MORE * (shown != text), align=side or _side(text))

    def lines(self, text: str, x: float, y: float, size: float, width: float, most: int, colour: Colour = INK) -> float:
        """A text over at most so many lines; where it ends."""
        self.set_font("own", size=size)
        self.set_text_color(*colour)
        found = cast(list[str], self.multi_cell(width, size * 0.48, text, dry_run=True, output="LINES"))
        shown = found[:most]
        if len(found) > most:
            shown[-1] = shown[-1].rstrip(" ,.") + MORE
        for number, line in enumerate(shown):
            self.set_xy(x, y + number * size * 0.48)
            self.cell(width, size * 0.48, line, align=_side(text))
        return y + len(shown) * size * 0.48

    def rule(self, y: float) -> None:
        """A thin line across."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.25)
        self.line(MARGIN, y, PAGE_WIDTH - MARGIN, y)

    def head(self) -> None:
        """The project, the episode, the score over all and what it rests on."""
        judgement = self.report.judgement
        self.say(self.writable(self.report.episode, "An episode").upper(), MARGIN, MARGIN, 8, SOFT, INNER - 50)
        self.say(self.writable(self.report.project, "A film"), MARGIN, MARGIN + 5, 22, INK, INNER - 50)
        if judgement.points is not None:
            self.say(
                str(judgement.points), PAGE_WIDTH - MARGIN - 40, MARGIN + 1, 34, colour_of(judgement.points), 40, "R"
            )
        self.lines(judgement.said, MARGIN, MARGIN + 17, 9, INNER - 50, 2, SOFT)
        y = self._rounds(self._bars(MARGIN + 27))
        self.rule(y)
        self.set_y(y + 4)

    def _bars(self, y: float) -> float:
        """Every scene's score in the order of the film; where that ends."""
        scenes = sorted(self.report.judgement.scenes, key=lambda verdict: verdict.scene.number)
        if not scenes:
            self.say("This episode has no scenes yet.", MARGIN, y, 10)
            return y + 8
        wide = min(22.0, INNER / len(scenes))
        for place, verdict in enumerate(scenes):
            x, points = MARGIN + place * wide, verdict.points
            self.set_fill_color(*LINE)
            self.rect(x, y + 14, wide - 2, 0.5, style="F")
            if points is not None:
                self.set_fill_color(*colour_of(points))
                self.rect(x, y + 14 - points * 0.13, wide - 2, points * 0.13, style="F")
            if wide > 7:
                told = f"{verdict.scene.number}  {points if points is not None else 'no score'}"
                self.say(told, x, y + 15.5, 7, SOFT, wide)
        return y + 21

    def _rounds(self, y: float) -> float:
        """How the best of it went from roll to roll; where that ends. Nothing where there was one round."""
        found = self.report.judgement.rounds
        told = rounds.said(found)
        if not told:
            return y
        self.say(told, MARGIN, y + 4, 8, SOFT, INNER - ROUNDS_WIDTH - GUTTER)
        left, step = PAGE_WIDTH - MARGIN - ROUNDS_WIDTH, ROUNDS_WIDTH / (len(found) - 1)
        places = [(left + at * step, y + ROUNDS_HEIGHT * (1 - each.points / 100)) for at, each in enumerate(found)]
        self.set_line_width(0.4)
        self.set_draw_color(*AMBER)
        for before, place, each in zip(places, places[1:], found[1:], strict=False):
            if each.alike:
                self.line(*before, *place)
        for (x, top), each in zip(places, found, strict=True):
            self.set_fill_color(*colour_of(each.points))
            self.circle(x, top, 0.8, style="F")
        return y + ROUNDS_HEIGHT + 3

    def scene(self, verdict: Verdict) -> None:
        """One scene: its picture, its radar, its numbers, what is weak and what would help."""
        top = self.get_y()
        if top + BLOCK_HEIGHT > PAGE_HEIGHT - MARGIN - 8:
            self.foot()
            self.add_page()
            top = MARGIN
        scene = verdict.scene
        title = self.writable(scene.title, f"Scene {scene.number}")
        self.say(f"SCENE {scene.number}", MARGIN, top, 7, SOFT)
        self.say(title, MARGIN, top + 3.5, 13, INK, INNER - 40)
        shown = "no score" if verdict.points is None else str(verdict.points)
        size = 9 if verdict.points is None else 18
        self.say(shown, PAGE_WIDTH - MARGIN - 30, top + 2, size, colour_of(verdict.points), 30, "R")
        self._left(verdict, top + 12)
        self._radar(verdict.corners, MARGIN + PICTURE_WIDTH + GUTTER + RADAR_RADIUS + 14, top + 32)
        self._numbers(verdict.corners, PAGE_WIDTH - MARGIN - 54, top + 12)
        if scene.hint is not None:
            self._help(scene.hint, top + 54)
        self.rule(top + BLOCK_HEIGHT - 4)
        self.set_y(top + BLOCK_HEIGHT)

    def _left(self, verdict: Verdict, y: float) -> None:
        """The picture, and the words under it."""
        scene = verdict.scene
        below = y + self._picture(scene.picture, y) + 2.5
        take = "" if scene.take_number is None else f"Take {scene.take_number}"
        chosen = "circled" if scene.is_chosen else "the best of the newest roll" if scene.take else ""
        facts = ", ".join(part for part in (f"{scene.seconds:g} s", take, chosen) if part)
        self.say(facts, MARGIN, below, 7.5, SOFT, PICTURE_WIDTH)
        words = verdict.why or ("Nothing is weak." if verdict.points is not None else "")
        self.lines(words, MARGIN, below + 4, 8, PICTURE_WIDTH + 2, 3, WEAK if verdict.redo else INK)

    def _picture(self, digest: str, y: float) -> float:
        """The scene's picture; how high it is."""
        content = self.report.pictures.get(digest)
        if content is None:
            self.set_draw_color(*LINE)
            self.rect(MARGIN, y, PICTURE_WIDTH, PICTURE_WIDTH * 9 / 16)
            return PICTURE_WIDTH * 9 / 16
        shown = self.image(BytesIO(content), x=MARGIN, y=y, w=PICTURE_WIDTH, h=PICTURE_MOST, keep_aspect_ratio=True)
        return min(PICTURE_WIDTH * cast(int, shown["h"]) / cast(int, shown["w"]), PICTURE_MOST)

    def _help(self, hint: Hint, y: float) -> None:
        """What would help: what comes and what goes."""
        came, went = ", ".join(gained(hint.parts)), ", ".join(lost(hint.parts))
        words = [f"+ {came}" if came else "", f"\u2212 {went}" if went else ""]
        words.append(f"leave out {', '.join(hint.negative)}" if hint.negative else "")
        for how, chips in (("on", hint.on), ("off", hint.off)):
            words.append(f"{', '.join(name_of_chip(chip) for chip in chips)} {how}" if chips else "")
        told = self.writable("  ".join(word for word in words if word), hint.reason)
        x, wide = MARGIN + PICTURE_WIDTH + GUTTER, INNER - PICTURE_WIDTH - GUTTER
        self.say(f"What would help: {self.writable(hint.reason, hint.name)}", x, y, 7.5, SOFT, wide, "L")
        self.say(told, x, y + 3.6, 7.5, STRONG, wide, "L")

    def _radar(self, corners: Sequence[Corner], x: float, y: float) -> None:
        """All measured dimensions as a shape, what is usual dashed; fewer than three make none."""
        shown = [corner for corner in corners if corner.points is not None]
        if len(shown) < 3:
            return
        self.set_line_width(0.2)
        self.set_draw_color(*LINE)
        for level in (1 / 3, 2 / 3, 1.0):
            self.polygon(_ring(x, y, [level] * len(shown)))
        if all(corner.usual is not None for corner in shown):
            self.set_dash_pattern(dash=1.0, gap=0.8)
            self.set_draw_color(*SOFT)
            self.polygon(_ring(x, y, [(corner.usual or 0) / 100 for corner in shown]))
            self.set_dash_pattern()
        self.set_line_width(0.5)
        self.set_draw_color(*AMBER)
        self.polygon(_ring(x, y, [(corner.points or 0) / 100 for corner in shown]))
        for corner, (at_x, at_y) in zip(shown, _ring(x, y, [1.16] * len(shown)), strict=True):
            self._corner(corner.dimension, at_x, at_y, x)

    def _corner(self, dimension: str, x: float, y: float, centre: float) -> None:
        name = short_name(dimension)
        self.set_font("own", size=6)
        wide = self.get_string_width(name) + 1
        left = x - wide / 2 if abs(x - centre) < 1 else x - (wide if x < centre else 0)
        self.say(name, left, y - 1.4, 6, SOFT, wide + 1, "L")

    def _numbers(self, corners: Sequence[Corner], x: float, y: float) -> None:
        """A bar and a number for each dimension, or that it was not measured."""
        for place, corner in enumerate(corners):
            top = y + place * 5.2
            self.say(name_of(corner.dimension), x, top, 7.5, SOFT, 25)
            if corner.points is None:
                self.say("not measured", x + 27, top, 7, SOFT, 27, "R")
                continue
            self.set_fill_color(*LINE)
            self.rect(x + 27, top + 1.2, BAR_WIDTH, 0.8, style="F")
            self.set_fill_color(*colour_of(corner.points))
            self.rect(x + 27, top + 1.2, BAR_WIDTH * corner.points / 100, 0.8, style="F")
            self.say(str(corner.points), x + 44, top, 7.5, colour_of(corner.points), 10, "R")

    def foot(self) -> None:
        """What the dashed line is, and which page this is."""
        count = self.report.judgement.compared_with
        scenes = "the scene before" if count == 1 else f"your last {count} scenes"
        usual = f"Solid: the scene. Dashed: {scenes}." if count else ""
        if self.has_left_out_letters:
            self.say(NO_LETTERS, MARGIN, PAGE_HEIGHT - MARGIN - 6, 7, SOFT, INNER)
        self.say(usual, MARGIN, PAGE_HEIGHT - MARGIN - 2, 7, SOFT, INNER - 22)
        self.say(f"Page {self.page_no()}", PAGE_WIDTH - MARGIN - 20, PAGE_HEIGHT - MARGIN - 2, 7, SOFT, 20, "R")


def _ring(x: float, y: float, values: Sequence[float]) -> list[tuple[float, float]]:
    """Corners at these shares of the radius, the first one on top."""
    turn = 2 * math.pi / len(values)
    angles = (place * turn - math.pi / 2 for place in range(len(values)))
    return [
        (x + math.cos(angle) * RADAR_RADIUS * value, y + math.sin(angle) * RADAR_RADIUS * value)
        for angle, value in zip(angles, values, strict=True)
    ]


def _side(text: str) -> str:
    """Letters that run from the right stand at the right."""
    return "R" if text and _runs_from_the_right(text) else "L"


def _runs_from_the_right(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return "\u0590" <= first <= "\u08ff" or "\ufb1d" <= first <= "\ufefc"
