-- Let a key rest until a time, or longer where it already does. KEYS: state. ARGV: key, the time.
-- Answers the end of cooling.
local s = state_of(KEYS[1], ARGV[1])
s.cools = math.max(tonumber(ARGV[2]), s.cools or 0)
keep_state(KEYS[1], ARGV[1], s)
return s.cools
