-- Reserves turns by the generic cell rate algorithm: tat is when the bucket, were it left alone, would
-- be full again. All times are microseconds by the clock of Redis.
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local wanted, longest = tonumber(ARGV[3]), tonumber(ARGV[4]) -- turns; wait, -1 for any
local known, spent = tonumber(ARGV[5]), tonumber(ARGV[6]) -- tat at this worker's last call; its turns without Redis
local pause, recent = tonumber(ARGV[7]), tonumber(ARGV[8])

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local state = redis.call('HMGET', KEYS[1], 'tat', 'last')
local tat, last = state[1] and tonumber(state[1]), state[2] and tonumber(state[2])

-- An empty bucket, and a pause in which workers that still go on without Redis notice that it is back.
local empty = now + burst * interval + pause

if not tat or not last or tat < known or tat > empty + 1000 * interval then
  -- The memory is lost, or older than what a worker knows, or the clock was set back. What was passed
  -- is not known, so it counts as all that could be.
  tat = empty
elseif spent > 0 then
  if last < now - recent then -- nobody had Redis: the others have spent, too
    tat = math.max(tat, empty)
  else -- this worker alone
    tat = math.max(tat, math.min(math.max(tat, now) + spent * interval, empty))
  end
end
tat = math.max(tat, now)

-- As many turns as there are for now; if there is none, the next one. So a worker with many waiters
-- reserves no more of the future than one with few.
local turns, wait = 1, tat + interval - burst * interval - now
if wait <= 0 then
  turns = math.min(wanted, math.floor(-wait / interval) + 1)
  wait = 0
end
if longest >= 0 and wait > longest then
  turns = 0
end
tat = tat + turns * interval

redis.call('HSET', KEYS[1], 'tat', string.format('%.0f', tat), 'last', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', 86400000 + (tat - now) / 1000))
return {turns, wait, tat}
