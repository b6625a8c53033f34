-- Choose a key that can serve and reserve it, or say how long until one can.
-- KEYS: turns, state, log, leases, ends.
-- ARGV: clock, strategy, lease, ms of a lease, ms of a window, tokens asked, midnights of the zones, the keys' limits.
-- Answers {index, now, until, end of the day}, or {0, ms to wait or -1, reason}.
local TURNS, STATE, LOG, LEASES, ENDS = unpack(KEYS)
local now, strategy, lease = clock(ARGV[1]), ARGV[2], ARGV[3]
local lease_ms, window_ms, asked = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local days, limits = ARGV[7], ARGV[8]
local LINE, LINE_BYTES = '<c32I4I4I4I4I4I4I4I2B', 63
local STANDINGS = {[1] = 'failed', [2] = 'disabled'}
local MOST_LOOKED_AT = 512
-- Worked out once, for a hundred keys may be looked at.
local LIVING, IN_WINDOW = text_of(now + 1), text_of(now - window_ms + 1)
local DAYS = {}

-- All that the caller says of a key.
local function read(k)
  k.id, k.priority, k.capacity, k.minute, k.day, k.slots, k.tokens, k.weight, k.zone, k.standing =
    struct.unpack(LINE, limits, (k.i - 1) * LINE_BYTES + 1)
end

local function tokens_in(line) return tonumber(string.match(line, ':(%d+)$')) end

-- Forget what has left the window, and keep the sum of its tokens true.
local function roll(k)
  local from, to = '[' .. k.id, up_to(k.id, now - window_ms)
  if (k.state.tokens or 0) > 0 then
    for _, line in ipairs(redis.call('ZRANGEBYLEX', LOG, from, to)) do
      k.state.tokens = k.state.tokens - tokens_in(line)
    end
    redis.call('ZREMRANGEBYLEX', LOG, from, to)
    if redis.call('ZLEXCOUNT', LOG, from, of_all(k.id)) == 0 then k.state.tokens = nil end
  else
    redis.call('ZREMRANGEBYLEX', LOG, from, to)
  end
end

-- ms until enough tokens have left the window; of more than 512 requests, until the 512th has.
local function tokens_wait(k)
  if (k.state.tokens or 0) + asked <= k.tokens then return 0 end
  roll(k)
  keep_state(STATE, k.id, k.state)
  local over, last = (k.state.tokens or 0) + asked - k.tokens, now - window_ms
  if over <= 0 then return 0 end
  for _, line in ipairs(redis.call('ZRANGEBYLEX', LOG, '[' .. k.id, of_all(k.id), 'LIMIT', 0, MOST_LOOKED_AT)) do
    last, over = time_in(line), over - tokens_in(line)
    if over <= 0 then break end
  end
  return last + window_ms - now
end

-- ms until so many of a key's lines since a time have gone that fewer than `most` are left.
local function wait_for_room(name, k, most, since, lasts)
  local from, to = '[' .. k.id .. since, of_all(k.id)
  local count = redis.call('ZLEXCOUNT', name, from, to)
  if count < most then return 0 end
  local line = redis.call('ZRANGEBYLEX', name, from, to, 'LIMIT', count - most, 1)[1]
  return time_in(line) + lasts - now
end

-- ms until the key stops cooling, its breaker lets a probe through, or the probe's lease ends.
local function cooling_wait(k)
  local s = k.state
  local wait = math.max(s.cools or 0, s['until'] or 0) - now
  local ends = s.probe and redis.call('HGET', ENDS, k.id .. s.probe)
  return math.max(wait, ends and tonumber(ends) - now or 0, 0)
end

-- ms until the key can serve (0: now; -1: never by waiting), and what holds it longest.
local function held(k)
  read(k)
  if k.standing > 0 then return -1, STANDINGS[k.standing] end
  local known = k.known or redis.call('HGET', STATE, k.id)
  k.state = known and cjson.decode(known) or {}
  if k.state.failed then return -1, 'failed' end
  if k.tokens > 0 and asked > k.tokens then return -1, 'tokens' end
  k.day_begins, k.day_ends = DAYS[k.zone][1], DAYS[k.zone][2]
  if k.state.day ~= k.day_begins then k.state.day, k.state.used = k.day_begins, 0 end
  local wait, reason = cooling_wait(k), 'cooling'
  local function also(ms, why)
    if ms > wait then wait, reason = ms, why end
  end
  if k.slots > 0 then also(wait_for_room(LEASES, k, k.slots, LIVING, 0), 'slots') end
  if k.minute > 0 then also(wait_for_room(LOG, k, k.minute, IN_WINDOW, window_ms), 'minute') end
  if k.day > 0 and k.state.used >= k.day then also(k.day_ends - now, 'day') end
  if k.tokens > 0 then also(tokens_wait(k), 'tokens') end
  return wait, reason
end

local shortest, why = -1, nil
-- Whether the key can serve; if not, its wait is remembered.
local function able(k)
  local wait, reason = held(k)
  if wait == 0 then return true end
  if not why or (wait > 0 and (shortest < 0 or wait < shortest)) then shortest, why = wait, reason end
  return false
end

-- Every key with the number that the turns keep for it; with its state where all will be looked at.
local function in_line(letter, all)
  local keys, fields, ids = {}, {}, {}
  for i = 1, #limits / LINE_BYTES do
    local id, priority, capacity = struct.unpack('<c32I4I4', limits, (i - 1) * LINE_BYTES + 1)
    keys[i], fields[i], ids[i] = {i = i, id = id, rank = 0, priority = priority, capacity = capacity}, letter .. id, id
  end
  local turns, states = redis.call('HMGET', TURNS, unpack(fields)), all and redis.call('HMGET', STATE, unpack(ids)) or {}
  for i, k in ipairs(keys) do k.turn, k.known = tonumber(turns[i] or 0), states[i] end
  return keys
end

-- Whose turn comes first: by rank, then who has waited longest for it.
local function before(a, b)
  if a.rank ~= b.rank then return a.rank < b.rank end
  if a.turn ~= b.turn then return a.turn < b.turn end
  return a.i < b.i
end

-- Only when the first can't serve are the others put in order.
local function first_able(keys)
  local first = 1
  for i = 2, #keys do
    if before(keys[i], keys[first]) then first = i end
  end
  if able(keys[first]) then return keys[first] end
  table.remove(keys, first)
  table.sort(keys, before)
  for _, k in ipairs(keys) do
    if able(k) then return k end
  end
end

local choose = {}
function choose.round_robin() return first_able(in_line('')) end

function choose.priority()
  local keys = in_line('')
  for _, k in ipairs(keys) do k.rank = k.priority end
  return first_able(keys)
end

-- The rank is the share of slots in use.
function choose.least_loaded()
  local keys = in_line('')
  for _, k in ipairs(keys) do
    k.rank = redis.call('ZLEXCOUNT', LEASES, '[' .. k.id .. LIVING, of_all(k.id)) / k.capacity
  end
  return first_able(keys)
end

-- Smooth weighted round robin: all that can serve gain their weight, the first of the richest pays for all.
function choose.weighted()
  local best, total, changed = nil, 0, {}
  for _, k in ipairs(in_line('w', true)) do
    if able(k) then
      k.turn, total = k.turn + k.weight, total + k.weight
      if not best or k.turn > best.turn then best = k end
      changed[#changed + 1] = k
    end
  end
  if not best then return end
  best.turn = best.turn - total
  local fields = {}
  for _, k in ipairs(changed) do
    fields[#fields + 1] = 'w' .. k.id
    fields[#fields + 1] = k.turn
  end
  redis.call('HSET', TURNS, unpack(fields))
  return best
end

-- Leases that nobody gave back and that have ended.
local function sweep(k)
  local from, to = '[' .. k.id, up_to(k.id, now)
  for _, line in ipairs(redis.call('ZRANGEBYLEX', LEASES, from, to)) do
    redis.call('ZREM', LEASES, line)
    redis.call('HDEL', ENDS, k.id .. string.sub(line, ID + TIME + 1))
  end
end

-- Take what the request needs of the chosen key.
local function reserve(k)
  redis.call('HSET', TURNS, k.id, redis.call('HINCRBY', TURNS, 'turn', 1))
  k.state.used = k.state.used + 1
  if k.state.opens then k.state.probe = lease end
  if k.minute > 0 or k.tokens > 0 then
    roll(k)
    redis.call('ZADD', LOG, 0, k.id .. text_of(now) .. lease .. ':' .. asked)
    if asked > 0 then k.state.tokens = (k.state.tokens or 0) + asked end
    redis.call('PEXPIRE', LOG, KEEP_MS)
  end
  keep_state(STATE, k.id, k.state)
  sweep(k)
  redis.call('ZADD', LEASES, 0, k.id .. text_of(now + lease_ms) .. lease)
  redis.call('HSET', ENDS, k.id .. lease, now + lease_ms)
  for _, name in ipairs({TURNS, LEASES, ENDS}) do redis.call('PEXPIRE', name, KEEP_MS) end
end

for zone = 0, #days / 32 - 1 do
  DAYS[zone] = {day_of(days, zone, now)}
  if not DAYS[zone][1] then return redis.error_reply('POOLCLOCK the clocks differ by days') end
end
local chosen = choose[strategy]()
if not chosen then return {0, shortest, why} end
reserve(chosen)
return {chosen.i, now, now + lease_ms, chosen.day_ends}
