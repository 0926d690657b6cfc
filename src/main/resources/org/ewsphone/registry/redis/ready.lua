-- Whether something can be written: not on a replica, nor where the memory is used up or the replicas are away.
redis.call('SET', 'ews-phone:written', text(now()))
return 1
