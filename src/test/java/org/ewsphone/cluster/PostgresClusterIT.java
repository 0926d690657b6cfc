package org.ewsphone.cluster;

import java.io.IOException;

final class PostgresClusterIT extends ClusterContract {

    PostgresClusterIT() throws IOException {
        super(PostgresStore.start());
    }
}
