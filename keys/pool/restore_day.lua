-- Raise what a key has used today to what the caller knows. KEYS: state. ARGV: clock, key, midnights of its zone, used.
-- Answers what it has used now.
local begins = day_of(ARGV[3], 0, clock(ARGV[1]))
if not begins then return redis.error_reply('POOLCLOCK the clocks differ by days') end
local s = state_of(KEYS[1], ARGV[2])
s.used = math.max(tonumber(ARGV[4]), s.day == begins and s.used or 0)
s.day = begins
keep_state(KEYS[1], ARGV[2], s)
return s.used
