-- Prolong a lease that has not ended. KEYS: leases, ends. ARGV: clock, key, lease, ms of a lease.
-- Answers the new end, or 0 where it had ended or was given back.
local LEASES, ENDS = unpack(KEYS)
local now, id, lease = clock(ARGV[1]), ARGV[2], ARGV[3]
local ends = tonumber(redis.call('HGET', ENDS, id .. lease) or 0)
if ends <= now then return 0 end
redis.call('ZREM', LEASES, id .. text_of(ends) .. lease)
ends = now + ARGV[4]
redis.call('ZADD', LEASES, 0, id .. text_of(ends) .. lease)
redis.call('HSET', ENDS, id .. lease, ends)
redis.call('PEXPIRE', LEASES, KEEP_MS)
redis.call('PEXPIRE', ENDS, KEEP_MS)
return ends
