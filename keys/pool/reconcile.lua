-- Put the tokens that were really used in place of those reserved, once. KEYS: state, log.
-- ARGV: key, lease, when it was granted, tokens reserved, tokens used. Answers whether the reservation was there.
local STATE, LOG = unpack(KEYS)
local id, reserved, used = ARGV[1], tonumber(ARGV[4]), tonumber(ARGV[5])
local line = id .. text_of(tonumber(ARGV[3])) .. ARGV[2]
if redis.call('ZREM', LOG, line .. ':' .. ARGV[4]) == 0 then return 0 end
redis.call('ZADD', LOG, 0, line .. ':used:' .. ARGV[5])
redis.call('PEXPIRE', LOG, KEEP_MS)
local s = state_of(STATE, id)
s.tokens = math.max((s.tokens or 0) + used - reserved, 0)
keep_state(STATE, id, s)
return 1
