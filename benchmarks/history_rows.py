"""A history of a million entries, made in the database: jobs, outputs with recipes, scenes, ratings, tags, favourites.

One entry in five has four parts. What was decided and quoted for each is what the studio decides and quotes now.
"""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections

PROMPTS = 50_000
PROJECTS, SCENES = 20, 10
RARE_ONE_IN = 500
WORDS = {
    "latin": (
        "lighthouse storm harbour captain fog dusk dawn red boat sail sea cliff lantern gull wave rain shadow gold"
        " street market neon forest river mountain snow castle train bridge tower garden desert dancer violin"
    ),
    "joining": "a the at in over under with of near slowly against",
    "cyrillic": "маяк буря гавань капитан туман закат красная лодка парус море скала фонарь чайка волна дождь тень",
    "arabic": "منارة عاصفة ميناء قبطان ضباب غروب قارب أحمر بحر منحدر فانوس موجة مطر ظل مدينة جبل",
    "devanagari": "दीपस्तंभ तूफान बंदरगाह कप्तान कोहरा सांझ लाल नाव समुद्र चट्टान लालटेन लहर बारिश छाया",
    "chinese": "灯塔 风暴 港口 船长 雾 黄昏 黎明 红色 小船 帆 大海 悬崖 灯笼 海鸥 波浪 雨 影子 金色 街道 市场 森林",
    "japanese": "灯台 嵐 港 船長 霧 夕暮れ 夜明け 赤い 船 帆 海 崖 灯籠 鴎 波 雨 影 黄金 街 市場 森 川 山 雪 城",
    "thai": "ประภาคาร พายุ ท่าเรือ กัปตัน หมอก พลบค่ำ เรือ สีแดง ทะเล หน้าผา โคมไฟ คลื่น ฝน เงา",
}
BETWEEN_WORDS = {"chinese": "", "japanese": "の", "thai": ""}
SHARES = ["latin"] * 5 + ["cyrillic", "arabic", "devanagari", "chinese", "japanese", "thai"]
TABLES = ("generation", "searchtext", "job", "output", "rating", "tag", "favourite")
KEYS_SQL = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
    format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
FROM pg_constraint AS c WHERE c.contype = 'f' AND c.conrelid = ANY(%s::regclass[])
UNION ALL
SELECT format('DROP INDEX %%I', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
FROM pg_index AS i WHERE NOT i.indisunique AND i.indrelid = ANY(%s::regclass[])
"""
"""What costs most where many rows are written at once: taken away, and made again as it was."""
FILL_SQL = """
INSERT INTO generation_generation (
    id, workspace_id, kind, state, project_id, scene_id, prompt, negative_prompt, seed, count, settings, requested_tier,
    achieved_tier, decision, quote, first_decision, route_changes, notice, note, asks, credits_reserved,
    credits_captured, idempotency_key, request_digest, created_at, started_at, finished_at, created_by_id, error
)
SELECT (lpad(to_hex(1700000000000 + n * 37), 12, '0') || '7000' || '8' || lpad(to_hex(%(salt)s), 3, '0')
        || lpad(to_hex(n), 12, '0'))::uuid, %(workspace)s,
    (ARRAY['frames', 'takes', 'picture', 'takes', 'takes'])[1 + n %% 5],
    CASE WHEN n %% 97 = 0 THEN 'failed' WHEN n %% 41 = 0 THEN 'cancelled' WHEN n %% 4999 = 0 THEN 'review'
         ELSE 'succeeded' END,
    CASE WHEN n %% 5 <> 2 THEN s.project_id END, CASE WHEN n %% 5 <> 2 THEN s.id END, p.prompt, '', n,
    CASE WHEN n %% 5 = 0 THEN 4 ELSE 1 END, '{}', (ARRAY['low', 'standard', 'high'])[1 + n %% 3], d.quote ->>
    'achieved_tier', d.decision, d.quote, '{}', '[]', d.decision ->> 'notice', '', false, 0, 1 + n %% 9, '', '',
    to_timestamp((1700000000000 + n * 37) / 1000.0), to_timestamp((1700000000000 + n * 37) / 1000.0),
    to_timestamp((1700000000000 + n * 37) / 1000.0 + n %% 240), %(user)s,
    CASE WHEN n %% 97 = 0 THEN %(error)s::jsonb END
FROM generate_series(1, %(rows)s) AS n
JOIN prompts AS p ON p.number = (hashint8(n) & 2147483647) %% %(prompts)s
JOIN decided AS d ON d.number = (CASE WHEN n %% 5 IN (0, 2) THEN 0 ELSE 3 END) + n %% 3
JOIN scenes AS s ON s.place = n %% %(scenes)s
ORDER BY n
"""
OTHERS_SQL = (
    "INSERT INTO generation_searchtext (generation_id, workspace_id, text, grams)"
    " SELECT g.id, g.workspace_id, p.text, p.grams FROM generation_generation AS g JOIN prompts AS p USING (prompt)"
    " WHERE g.workspace_id = %(workspace)s ORDER BY g.id",
    "INSERT INTO generation_job (id, workspace_id, generation_id, kind, number, lane, engine, params, state, stage,"
    " fraction, tries, failures, measured, device, device_name, started_at, finished_at)"
    " SELECT overlay(g.id::text PLACING number::text FROM 16 FOR 1)::uuid, g.workspace_id, g.id,"
    " CASE WHEN g.kind = 'takes' THEN 'take' ELSE 'picture' END, number, 'cpu', 'animatic', '{}', g.state, '', 1, 1,"
    """ CASE WHEN g.state = 'failed' THEN %(failures)s::jsonb ELSE '[]' END,"""
    " jsonb_build_object('seconds', round((g.decision #>> '{seconds,1}')::numeric"
    " * CASE WHEN g.seed %% 37 = 0 THEN 3 ELSE 0.9 END, 2), 'peak_gb', null),"
    " '', 'Processor', g.started_at, g.finished_at"
    " FROM generation_generation AS g, generate_series(1, g.count) AS number"
    " WHERE g.workspace_id = %(workspace)s ORDER BY g.id",
    "INSERT INTO generation_output (id, workspace_id, generation_id, job_id, file_id, width, height, frames, fps,"
    " duration_seconds, recipe, notice, created_at) SELECT j.id, j.workspace_id, j.generation_id, j.id, %(file)s, 512,"
    " 288, CASE WHEN j.kind = 'take' THEN 96 ELSE 0 END, 24, 4, jsonb_set(%(recipe)s::jsonb, '{prompt}',"
    " to_jsonb(g.prompt)), g.notice, j.finished_at FROM generation_job AS j JOIN generation_generation AS g"
    " ON g.id = j.generation_id WHERE j.workspace_id = %(workspace)s AND j.state = 'succeeded'"
    " ORDER BY j.id",
    "INSERT INTO generation_rating (id, workspace_id, generation_id, user_id, stars, notes, counted)"
    " SELECT id, workspace_id, id, %(user)s, CASE WHEN seed %% 50000 = 0 THEN 5 ELSE 1 + seed / 10 %% 4 END, '', true"
    " FROM generation_generation WHERE workspace_id = %(workspace)s AND seed %% 10 = 0",
    "INSERT INTO generation_tag (id, workspace_id, generation_id, name) SELECT id, workspace_id, id,"
    " CASE WHEN seed %% 100000 = 0 THEN 'poster' ELSE (ARRAY['trailer', 'sea', 'draft'])[1 + seed %% 3] END"
    " FROM generation_generation WHERE workspace_id = %(workspace)s AND seed %% 20 = 0",
    "INSERT INTO generation_favourite (id, workspace_id, generation_id, user_id) SELECT id, workspace_id, id, %(user)s"
    " FROM generation_generation WHERE workspace_id = %(workspace)s AND seed %% 100 = 0",
)
"""In the order of time, as rows come in life. `overlay`: a job's id is its generation's with the part's number in the
16th place of the text, within `7000`."""


def filled(sizes: Mapping[str, int]) -> list[tuple[Any, Any]]:
    """New workspaces by name with so many entries each, and their owners."""
    made = [_workspace(name) for name in sizes]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        with _without_keys(cursor):
            for salt, ((workspace, user), rows) in enumerate(zip(made, sizes.values(), strict=True)):
                _fill(cursor, _told(workspace, user) | {"rows": rows, "salt": salt})
        cursor.execute("VACUUM ANALYZE")
    return made


def _workspace(name: str) -> tuple[Any, Any]:
    from accounts.models import User
    from accounts.services import create_workspace

    user = User.objects.create_user(f"{name}@studio.example")
    return create_workspace(user, name), user


@contextmanager
def _without_keys(cursor: Any) -> Iterator[None]:
    tables = [f"generation_{name}" for name in TABLES]
    cursor.execute(KEYS_SQL, [tables, tables])
    found = cursor.fetchall()
    for drop, _ in found:
        cursor.execute(drop)
    yield
    for _, make in reversed(found):
        cursor.execute(make)


def _fill(cursor: Any, told: Mapping[str, Any]) -> None:
    for prepare in (_prompts, _decided, _scenes):
        prepare(cursor, told["workspace"])
    for statement in (FILL_SQL, *OTHERS_SQL):
        cursor.execute(statement, told)
    cursor.execute("DROP TABLE prompts, decided, scenes")


def _prompts(cursor: Any, workspace_id: UUID) -> None:
    """The prompts that rows draw from, with what search keeps of each."""
    from generation.history import grams

    cursor.execute("CREATE TEMP TABLE prompts (number int PRIMARY KEY, prompt text UNIQUE, text text, grams int[])")
    chance = random.Random(7)
    with cursor.copy("COPY prompts FROM STDIN") as copy:
        for number in range(PROMPTS):
            prompt = f"{sentence(chance)} {number:x}"
            text = grams.normalised(prompt)
            copy.write_row((number, prompt, text, grams.keys(workspace_id, grams.grams(text))))


def sentence(chance: random.Random) -> str:
    """Some 8 to 16 words of one script; one in RARE_ONE_IN has a word that the others lack."""
    script = chance.choice(SHARES)
    words = chance.choices(WORDS[script].split(), k=chance.randint(8, 16))
    if script == "latin":
        words[1::3] = chance.choices(WORDS["joining"].split(), k=len(words[1::3]))
    if chance.randrange(RARE_ONE_IN) == 0:
        words.insert(3, {"japanese": "鷹", "chinese": "鲸鱼"}.get(script, "quixotic"))
    return BETWEEN_WORDS.get(script, " ").join(words)


def _told(workspace: Any, user: Any) -> dict[str, Any]:
    """What the statements are given beside `rows` and `salt`."""
    from accounts.tenancy import scope
    from generation import errors, retrying
    from generation.models import StoredFile

    with scope(workspace.pk):
        file = StoredFile.objects.create(sha256="0" * 64, bytes=123_456, media_type="image/png")
    failure = retrying.reason(errors.unexpected(), at="2026-11-22T10:00:00Z", worker="1", number=1, wait_seconds=None)
    return {
        "workspace": workspace.pk,
        "user": user.pk,
        "file": file.pk,
        "prompts": PROMPTS,
        "scenes": PROJECTS * SCENES,
        "recipe": _json(_recipe()),
        "failures": _json([failure]),
        "error": _json(errors.unexpected().as_dict()),
    }


def _recipe() -> dict[str, Any]:
    from generation.engines import registry
    from generation.engines.base import PictureRequest

    engine = registry.engine("animatic")
    asked = PictureRequest("a lighthouse in a storm, a red boat on the sea at dusk", 7, 512, 288)
    return {"engine": engine.name, "version": engine.version, **engine.recipe(asked)}


def _decided(cursor: Any, workspace_id: UUID) -> None:
    """What the studio decides for a picture (numbers 0 to 2) and a take (3 to 5) of each quality, and its quotes."""
    from accounts.tenancy import scope
    from generation import deciding
    from generation.values import GenerationRequest

    cursor.execute("CREATE TEMP TABLE decided (number int PRIMARY KEY, decision jsonb, quote jsonb)")
    with scope(workspace_id):
        for number in range(6):
            kind, tier = ("picture", "takes")[number // 3], ("low", "standard", "high")[number % 3]
            asked = GenerationRequest(kind, "a lighthouse in a storm", tier)
            decision = deciding.decide(asked)
            told = (deciding.plain(decision), deciding.plain(deciding.quote_for(asked, decision)))
            cursor.execute("INSERT INTO decided VALUES (%s, %s, %s)", [number, *map(_json, told)])


def _scenes(cursor: Any, workspace_id: UUID) -> None:
    """Projects with scenes in a workspace, in order."""
    from accounts.tenancy import scope
    from projects.models import Episode, Project, Scene

    with scope(workspace_id):
        for number in range(PROJECTS):
            project = Project.objects.create(name=f"The lighthouse {number}", quality="low")
            episode = Episode.objects.create(project=project, number=1)
            scenes = [Scene(episode=episode, number=place + 1, prompt="a boat") for place in range(SCENES)]
            Scene.objects.bulk_create(scenes)
    cursor.execute(
        "CREATE TEMP TABLE scenes AS SELECT s.id, e.project_id, row_number() OVER (ORDER BY s.id) - 1 AS place"
        " FROM projects_scene AS s JOIN projects_episode AS e ON e.id = s.episode_id WHERE s.workspace_id = %s",
        [workspace_id],
    )


def _json(told: Any) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder)
