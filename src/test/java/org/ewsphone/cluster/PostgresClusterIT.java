package org.ewsphone.cluster;

import java.io.IOException;
import org.ewsphone.stores.PostgresStore;

final class PostgresClusterIT extends ClusterContract {

    PostgresClusterIT() throws IOException {
        super(PostgresStore.start());
    }
}
