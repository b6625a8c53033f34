-- Give a lease back, once, and learn from how the request ended. KEYS: state, leases, ends.
-- ARGV: clock, key, lease, effect, ms that the provider asks to wait or 0, end of the day in which it was granted,
--       a random number of [0, 1), least and most ms that a breaker stays open.
-- Answers {whether it was there, health, end of cooling}.
local TROUBLES_THAT_OPEN = 3
local STATE, LEASES, ENDS = unpack(KEYS)
local now, id, lease, effect, asked_ms = clock(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local random, least, most = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local ends = redis.call('HGET', ENDS, id .. lease)
if ends then
  redis.call('HDEL', ENDS, id .. lease)
  redis.call('ZREM', LEASES, id .. text_of(tonumber(ends)) .. lease)
end
local s = state_of(STATE, id)
local before = cjson.encode(s)
local probes = s.probe == lease

local function open()
  local opens = s.opens or 0
  local longest = math.min(most, 2 * least * 2 ^ math.min(opens, 30))
  s.opens, s['until'], s.troubles = opens + 1, now + math.floor(longest / 2 + random * longest / 2), nil
end

local learn = {
  success = function() s.opens, s['until'], s.troubles, s.suspect = nil, nil, nil, nil end,
  trouble = function()
    s.troubles = (s.troubles or 0) + 1
    if s.opens or s.troubles >= TROUBLES_THAT_OPEN then open() end
  end,
  limited = function() if asked_ms == 0 then open() end end,
  -- The breaker of a suspect is open, so what is heard of here is its probe.
  unauthorised = function() if s.suspect then s.failed = true else s.suspect = true open() end end,
}

-- What the provider asks for holds whoever tells it, and twice is as once.
if effect == 'quota' and asked_ms == 0 then asked_ms = math.max(tonumber(ARGV[6]) - now, 1000) end
if asked_ms > 0 then s.cools = math.max(s.cools or 0, now + asked_ms) end
if probes then s.probe = nil end
-- While the breaker is open or tries, only its probe tells anything new.
if ends and learn[effect] and (probes or not s.opens) then learn[effect]() end
if cjson.encode(s) ~= before then keep_state(STATE, id, s) end
local opened_until = s['until'] or 0
local health = s.failed and 'failed' or not s.opens and 'closed' or opened_until > now and 'open' or 'half_open'
return {ends and 1 or 0, health, math.max(s.cools or 0, opened_until)}
