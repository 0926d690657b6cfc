-- node, lease, and how many at most. The time, and for each call whether its owner is gone (1) and its fields; for a lease
-- they are left to this node.
local node, lease, most, at = ARGV[1], ARGV[2], tonumber(ARGV[3]), now()
local found = {}

local function take(index, gone)
    if #found >= most then
        return
    end
    local ids = redis.call('ZRANGEBYSCORE', index, '-inf', '(' .. text(at), 'LIMIT', 0, most - #found)
    for _, id in ipairs(ids) do
        local fields = read(id)
        if fields then
            redis.call('ZADD', index, text(at + lease), id)
            found[#found + 1] = {gone, fields}
        else
            redis.call('ZREM', index, id)
        end
    end
end

for _, owner in ipairs(redis.call('SMEMBERS', OWNERS)) do
    if not redis.call('ZSCORE', NODES, owner) then
        take(LIVE .. owner, 1)
    end
end
if redis.call('ZSCORE', NODES, node) then
    take(WANTED .. node, 0)
end
return {text(at), found}
