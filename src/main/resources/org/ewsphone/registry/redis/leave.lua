-- node.
redis.call('ZREM', NODES, ARGV[1])
redis.call('HDEL', SINCE, ARGV[1])
return 1
