package org.ewsphone.gateway.sip.signalling;

/** Something that will happen at its time, unless it is called off. */
@FunctionalInterface
public interface Alarm {

    /** It will not happen, unless it has happened or just does. */
    void cancel();
}
