-- Before each of the other scripts. What there is in the store:
--   call:ID       hash, a call and its version; expires some time after the call has ended
--   calls         sorted set of the ids of all calls, all with the score 0: by id
--   ended         sorted set of the ids of finished calls, by the time at which they are forgotten
--   live:NODE     sorted set of the ids of this node's live calls, by the time until which somebody looks after the call
--                 although the node is gone
--   owners        set of the nodes that have live calls
--   wanted:NODE   sorted set of the ids of this node's calls that wait for their end, by the time until which somebody is at it
--   nodes         sorted set of the nodes that are counted on, by the end of the lease
--   since         hash: since when a node has renewed its lease without a break
-- Times are in microseconds by the clock of the store.
local CALL, CALLS, ENDED = 'ews-phone:call:', 'ews-phone:calls', 'ews-phone:ended'
local LIVE, OWNERS, WANTED = 'ews-phone:live:', 'ews-phone:owners', 'ews-phone:wanted:'
local NODES, SINCE = 'ews-phone:nodes', 'ews-phone:since'

-- A whole number as text: Lua by itself would round it to 14 digits
local function text(number)
    return string.format('%.0f', number)
end

-- The fields of a call; nothing when it is unknown or its time is over
local function read(id)
    local expiry = redis.call('ZSCORE', ENDED, id)
    if expiry and tonumber(expiry) <= now() then
        return nil
    end
    local fields = redis.call('HGETALL', CALL .. id)
    if #fields == 0 then
        return nil
    end
    return fields
end

-- Forgets at most so many finished calls whose time is over; returns how many
local function forget(at_most)
    local ids = redis.call('ZRANGEBYSCORE', ENDED, '-inf', text(now()), 'LIMIT', 0, at_most)
    for _, id in ipairs(ids) do
        redis.call('DEL', CALL .. id)
        redis.call('ZREM', CALLS, id)
        redis.call('ZREM', ENDED, id)
    end
    return #ids
end

local function no_longer_live(id, node)
    redis.call('ZREM', WANTED .. node, id)
    redis.call('ZREM', LIVE .. node, id)
    if redis.call('EXISTS', LIVE .. node) == 0 then
        redis.call('SREM', OWNERS, node)
    end
end

-- Writes what ARGV says from this place on: the call's node, whether it is over (1), since when its end waits for somebody
-- (empty when it does not), how long it is kept when it is over, how many fields it has, these with their values, and the
-- names of the fields that it does not have.
local function write(id, place)
    local node, over, due, retention = ARGV[place], ARGV[place + 1], ARGV[place + 2], ARGV[place + 3]
    local first = place + 5
    local absent = first + 2 * tonumber(ARGV[place + 4])
    local key = CALL .. id
    redis.call('HSET', key, unpack(ARGV, first, absent - 1))
    if absent <= #ARGV then
        redis.call('HDEL', key, unpack(ARGV, absent))
    end
    if over == '1' then
        no_longer_live(id, node)
        redis.call('ZADD', ENDED, text(now() + retention), id)
        redis.call('PEXPIRE', key, text(math.ceil(retention / 1000)))
        return
    end
    redis.call('SADD', OWNERS, node)
    redis.call('ZADD', LIVE .. node, 'NX', 0, id)
    local known = redis.call('ZSCORE', WANTED .. node, id)
    if due == '' then
        redis.call('ZREM', WANTED .. node, id)
    elseif not known or tonumber(known) < tonumber(due) then
        redis.call('ZADD', WANTED .. node, due, id)
    end
end
