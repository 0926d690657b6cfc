-- id, the version that was read, the channel and the word that is said there (empty: none), and what write() wants.
local id = ARGV[1]
if redis.call('HGET', CALL .. id, 'version') ~= ARGV[2] then
    return 0
end
write(id, 5)
redis.call('HINCRBY', CALL .. id, 'version', 1)
if ARGV[4] ~= '' then
    redis.call('PUBLISH', ARGV[3], ARGV[4])
end
return 1
