-- Before every script: the time, the day, and what is kept where.
--
-- turns   hash: key -> number of its last turn; "w" and the key -> its weight in the weighted order; "turn" -> the count
-- state   hash: key -> what is known of it, as JSON
-- log     sorted by its text: key, ms, lease, ":", tokens; one line a request of the last window
-- leases  sorted by its text: key, ms of its end, lease
-- ends    hash: key and lease -> ms of its end
--
-- A key's id has 32 letters and a time in ms 13, so texts sort as times do, and ":" comes after every digit.

local ID, TIME = 32, 13
-- Longer than any of a provider's days, so that no count of one is lost; and how long a failed key is known for one.
local KEEP_MS, KEEP_STATE_MS = 172800000, 2592000000

-- ms since 1970 by Redis's own clock; a test gives its own.
local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Begin and end of the day that `now` is in, of four midnights; nothing where the caller's clock is days away.
local function day_of(packed, zone, now)
  local midnights = {struct.unpack('<dddd', packed, zone * 32 + 1)}
  for i = 1, 3 do
    if midnights[i] <= now and now < midnights[i + 1] then return midnights[i], midnights[i + 1] end
  end
end

local function text_of(ms) return string.format('%013.0f', ms) end
local function time_in(text) return tonumber(string.sub(text, ID + 1, ID + TIME)) end
local function up_to(id, ms) return '(' .. id .. text_of(ms + 1) end
local function of_all(id) return '(' .. id .. ':' end

local function state_of(name, id)
  local known = redis.call('HGET', name, id)
  return known and cjson.decode(known) or {}
end

local function keep_state(name, id, state)
  redis.call('HSET', name, id, cjson.encode(state))
  redis.call('PEXPIRE', name, KEEP_STATE_MS)
end
