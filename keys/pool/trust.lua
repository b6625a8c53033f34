-- Hold no failure, trouble or cooling against a key; its counts stay. KEYS: state. ARGV: key.
local s = state_of(KEYS[1], ARGV[1])
for _, held in ipairs({'failed', 'suspect', 'opens', 'until', 'probe', 'troubles', 'cools'}) do s[held] = nil end
keep_state(KEYS[1], ARGV[1], s)
