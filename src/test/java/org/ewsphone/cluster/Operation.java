package org.ewsphone.cluster;

import org.ewsphone.app.Envelopes;

/** What a client asks of a node. */
enum Operation {
    PLAY("play/documented"),
    INFORMATION("information/connected"),
    DISCONNECT("disconnect/documented");

    private static final String ITEM = "AkAjzQTbY/i=";
    private static final String NUMBER = "5555551212";
    private static final String CALL = "OWVl4NWb3N29t";

    private final String envelope;

    Operation(String envelopes) {
        this.envelope = Envelopes.named(envelopes)
                .request()
                .replace(ITEM, Cluster.MESSAGE)
                .replace(NUMBER, Cluster.NUMBER);
    }

    /** The envelope about this call; for {@link #PLAY} there is none yet. */
    String envelope(String call) {
        return envelope.replace(CALL, call);
    }
}
