-- Erase all that is kept of a key. KEYS: turns, state, log, leases, ends. ARGV: key.
local TURNS, STATE, LOG, LEASES, ENDS = unpack(KEYS)
local id = ARGV[1]
local from, to = '[' .. id, of_all(id)
for _, line in ipairs(redis.call('ZRANGEBYLEX', LEASES, from, to)) do
  redis.call('HDEL', ENDS, id .. string.sub(line, ID + TIME + 1))
end
redis.call('ZREMRANGEBYLEX', LEASES, from, to)
redis.call('ZREMRANGEBYLEX', LOG, from, to)
redis.call('HDEL', TURNS, id, 'w' .. id)
redis.call('HDEL', STATE, id)
