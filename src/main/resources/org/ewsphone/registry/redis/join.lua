-- node and its lease.
local node, at = ARGV[1], now()
if not redis.call('ZSCORE', NODES, node) then
    redis.call('ZADD', NODES, text(at + ARGV[2]), node)
    redis.call('HSET', SINCE, node, text(at))
end
return 1
