-- id, how many calls are kept at most, and what write() wants. Only a node that the others count on may add calls, for they
-- would take a stranger's as lost.
local id, most, node = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if not redis.call('ZSCORE', NODES, node) then
    return 'given-up'
end
if redis.call('EXISTS', CALL .. id) == 1 then
    return 'known'
end
if redis.call('ZCARD', CALLS) >= most then
    forget(1000)
    if redis.call('ZCARD', CALLS) >= most then
        return 'full'
    end
end
redis.call('ZADD', CALLS, 0, id)
redis.call('ZREM', ENDED, id)
redis.call('HSET', CALL .. id, 'version', 0)
write(id, 3)
return 'added'
