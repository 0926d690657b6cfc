-- node, its lease and the channel. Something is said there, so that who listens hears that the line holds.
local node, at = ARGV[1], now()
local known = redis.call('ZSCORE', NODES, node)
if not known then
    return 0
end
if tonumber(known) < at then
    redis.call('HSET', SINCE, node, text(at))
end
redis.call('ZADD', NODES, text(at + ARGV[2]), node)
redis.call('PUBLISH', ARGV[3], '')
return 1
