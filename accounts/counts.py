"""The cache that limits are counted in (settings.CACHES)."""

from typing import Any

from django_redis.cache import RedisCache  # type: ignore[import-untyped]


class ForgetfulRedis(RedisCache):  # type: ignore[misc]
    """django-redis whose `add` succeeds while Redis is away: allauth counts under a lock, and would let nobody in."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Whether the key is new; also where nobody knows (django-redis says None then)."""
        return super().add(*args, **kwargs) is not False
