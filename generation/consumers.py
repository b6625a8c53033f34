"""The socket of events: joins the group, replays the table, drops doubles, re-reads on a gap (design section 11)."""

import asyncio
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError

from accounts.access import membership_of, token_membership
from accounts.audit import address_of
from accounts.auth import session_is_of, socket_is_from_this_machine
from accounts.factors import lacks_second_factor
from accounts.limits import is_too_many, network_of
from accounts.models import ApiToken, Membership, User
from accounts.models.token import bearer_in
from accounts.problems import Problem
from accounts.roles import Scope
from accounts.tenancy import scope
from generation.answering import answer, is_answer
from generation.events import as_message, group_of, person_group, studio_group
from generation.models import EventCounter, EventLog

FOREIGN, TOO_QUIET = 4404, 4401
"""Close codes: no such workspace for you; no token came."""
TOKEN_WAIT_SECONDS = 10.0
"""How long a program that sent no token may stay silent."""
LOOK_SECONDS = 15.0
"""How often a socket looks by itself: the longest that an event whose hint was lost, as with Redis away, is late."""
PAGE_EVENTS = 500
MAX_TOKEN_CHARACTERS = 200


class EventsConsumer(AsyncJsonWebsocketConsumer):
    """One socket, one workspace."""

    membership: Membership | None = None
    token: ApiToken | None = None
    seq = 0
    _watching: "asyncio.Task[None] | None" = None

    async def connect(self) -> None:
        """Accept whoever may come; a program without a header sends its token first."""
        words = parse_qs(self.scope["query_string"].decode("latin-1"))
        self.query = {name: found[-1] for name, found in words.items()}
        self._reading = asyncio.Lock()
        secret = _bearer(self.scope)
        is_known = not isinstance(self.scope.get("user") or AnonymousUser(), AnonymousUser)
        if not is_known and await self._knocks_too_often():
            await self.close()
            return
        await self.accept()
        self._watching = asyncio.create_task(self._watch())
        if secret or is_known:
            await self._enter(secret)

    @sync_to_async
    def _knocks_too_often(self) -> bool:
        """Sockets of a network without a session, so also of programs, whose tokens are not looked at before."""
        network = network_of(address_of(ASGIRequest({**self.scope, "method": "GET"}, BytesIO())))
        return is_too_many("socket", network, settings.STRANGER_REQUESTS_A_MINUTE)

    async def _watch(self) -> None:
        """Send a silent stranger away; then look now and then what nobody told: hints get lost, tokens run out."""
        await asyncio.sleep(TOKEN_WAIT_SECONDS)
        if self.membership is None:
            await self.close(TOO_QUIET)
        while self.membership is not None:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(DatabaseError):  # away for now; the next look finds what this one missed
                await self.recheck({})
                await self._replay()

    async def disconnect(self, code: int) -> None:
        """The client went away, or was sent away."""
        if self._watching is not None:
            self._watching.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Bytes say nothing."""
        if text_data is not None:
            await super().receive(text_data=text_data)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """A client may say its token, once, and then its answers to questions about a lesser quality."""
        if self.membership is None:
            secret = content.get("token") if isinstance(content, dict) else None
            await self._enter(secret if isinstance(secret, str) else "")
        elif is_answer(content):
            await self._hear(content)

    async def _hear(self, content: dict[str, Any]) -> None:
        if not await self._still_allowed():
            await self.close(FOREIGN)
        elif (problem := await self._answer(content)) is not None:
            await self.send_json(problem)

    @database_sync_to_async
    def _answer(self, content: dict[str, Any]) -> dict[str, Any] | None:
        """The membership is read anew: a role may have changed since the socket was opened."""
        assert self.membership is not None
        if self.token is not None and self.token.user_id is None:
            token = ApiToken.objects.select_related("workspace").get(pk=self.token.pk)
            return answer(token_membership(token), token, content)
        mine = Membership.objects.select_related("workspace").get(pk=self.membership.pk)
        return answer(mine, self.token, content)

    @classmethod
    async def decode_json(cls, text_data: str) -> Any:
        """A text that is no JSON says nothing."""
        try:
            return await super().decode_json(text_data)
        except (ValueError, RecursionError):
            return None

    async def _enter(self, secret: str | None) -> None:
        self.membership = await self._find(secret or "")
        if self.membership is None:
            await self.close(FOREIGN if secret or self.scope.get("user") else TOO_QUIET)
            return
        groups = [studio_group(), group_of(self.membership.workspace_id)]
        groups += [person_group(who) for who in (self.membership.user_id, self.token and self.token.pk) if who]
        for group in groups:
            await self.channel_layer.group_add(group, self.channel_name)
        if await self._still_allowed():  # what was lost before we joined the groups, nobody tells us again
            await self._greet()
        else:
            await self.close(FOREIGN)

    @database_sync_to_async
    def _find(self, secret: str) -> Membership | None:
        slug = self.query.get("workspace", "")
        try:
            if secret:
                self.token = ApiToken.objects.live(secret[:MAX_TOKEN_CHARACTERS])
                if self.token is None or Scope.READ not in self.token.scopes:
                    return None
                return token_membership(self.token, slug)
            user = self.scope.get("user")
            if not user or not user.is_authenticated:
                return None
            person = User.objects.get(pk=user.pk)
            if person.is_demo and not socket_is_from_this_machine(dict(self.scope)):
                return None
            return membership_of(person, slug)
        except (Problem, User.DoesNotExist):
            return None

    async def _greet(self) -> None:
        last, oldest = await self._bounds()
        after = self.query.get("after", "")
        self.seq = int(after) if after.isdecimal() and len(after) < 19 else last
        if self.seq > last or self.seq + 1 < oldest:
            self.seq = last
            await self.send_json({"type": "reset"})
        await self.send_json({"type": "hello", "seq": self.seq})
        await self._replay()

    @database_sync_to_async
    def _bounds(self) -> tuple[int, int]:
        """The last number given, and the oldest still kept (last + 1 when none is)."""
        with scope(self._workspace_id()):
            last = EventCounter.objects.values_list("seq", flat=True).first() or 0
            oldest = EventLog.objects.order_by("seq").values_list("seq", flat=True).first()
            return last, oldest if oldest is not None else last + 1

    def _workspace_id(self) -> UUID:
        assert self.membership is not None
        return self.membership.workspace_id

    async def _replay(self) -> None:
        async with self._reading:
            await self._read_on()

    async def _read_on(self) -> None:
        while page := await self._after(self.seq):
            for message in page:
                if message["seq"] > self.seq:
                    self.seq = message["seq"]
                    await self.send_json(message)
            if len(page) < PAGE_EVENTS:
                return

    @database_sync_to_async
    def _after(self, seq: int) -> list[dict[str, Any]]:
        with scope(self._workspace_id()):
            return [as_message(event) for event in EventLog.objects.filter(seq__gt=seq).order_by("seq")[:PAGE_EVENTS]]

    async def hint(self, message: dict[str, Any]) -> None:
        """Something was committed: tell it if it follows what was told, else read on in the table."""
        async with self._reading:
            for event in message.get("events", ()):
                if event["seq"] == self.seq + 1:
                    self.seq = event["seq"]
                    await self.send_json(event)
            if message["seq"] > self.seq:
                await self._read_on()

    async def tick(self, message: dict[str, Any]) -> None:
        """Progress passes through."""
        await self.send_json(message["tick"])

    async def recheck(self, message: dict[str, Any]) -> None:
        """Access may have been lost: look again, and close if it was."""
        if self.membership is not None and not await self._still_allowed():
            await self.close(FOREIGN)

    @database_sync_to_async
    def _still_allowed(self) -> bool:
        assert self.membership is not None
        if self.token is not None and self.token.user_id is None:
            return ApiToken.objects.live_id(self.token.pk)
        found = Membership.objects.filter(pk=self.membership.pk, user__is_active=True)
        mine = found.select_related("user", "workspace").first()
        if mine is None:
            return False
        if self.token is not None:
            return ApiToken.objects.live_id(self.token.pk)
        if lacks_second_factor(mine.user, mine.workspace):
            return False
        return session_is_of(mine.user, getattr(self.scope.get("session"), "session_key", None))


def _bearer(scope: Any) -> str:
    """The token of the Authorization header, or empty."""
    headers = dict(scope["headers"])
    return bearer_in(headers.get(b"authorization", b"").decode("latin-1")) or ""
