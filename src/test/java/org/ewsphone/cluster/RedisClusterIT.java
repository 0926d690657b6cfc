package org.ewsphone.cluster;

import java.io.IOException;
import org.ewsphone.stores.RedisStore;

final class RedisClusterIT extends ClusterContract {

    RedisClusterIT() throws IOException {
        super(RedisStore.start());
    }
}
