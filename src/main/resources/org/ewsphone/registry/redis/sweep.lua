-- node, lease, and how many calls are forgotten at most. Returns how many were.
local node, at = ARGV[1], now()
local mine = redis.call('ZSCORE', NODES, node)
if mine and tonumber(mine) >= at and redis.call('HGET', SINCE, node) + ARGV[2] < at then
    for _, gone in ipairs(redis.call('ZRANGEBYSCORE', NODES, '-inf', '(' .. text(at))) do
        redis.call('ZREM', NODES, gone)
        redis.call('HDEL', SINCE, gone)
    end
end
return forget(tonumber(ARGV[3]))
