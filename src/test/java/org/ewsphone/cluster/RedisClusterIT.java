package org.ewsphone.cluster;

import java.io.IOException;

final class RedisClusterIT extends ClusterContract {

    RedisClusterIT() throws IOException {
        super(RedisStore.start());
    }
}
