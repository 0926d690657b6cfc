-- id (or nothing) and how many. The id up to which it comes, nothing at the end; and the fields of the calls after that id.
local ids = redis.call('ZRANGEBYLEX', CALLS, ARGV[1] == '' and '-' or '(' .. ARGV[1], '+', 'LIMIT', 0, ARGV[2])
local calls = {}
for _, id in ipairs(ids) do
    calls[#calls + 1] = read(id)
end
return {ids[#ids] or '', text(now()), calls}
