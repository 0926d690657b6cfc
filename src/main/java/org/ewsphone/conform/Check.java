package org.ewsphone.conform;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** One line of the protocol that can be seen from outside. */
public final class Check {

    private final String section;
    private final String name;
    private final Trial trial;

    Check(String section, String name, Trial trial) {
        this.section = section;
        this.name = name;
        this.trial = trial;
    }

    /** Where the protocol says it, as {@code 3.4}. */
    public String section() {
        return section;
    }

    /** What must be, in a short sentence. */
    public String name() {
        return name;
    }

    Result on(Server server) throws InterruptedException {
        return new Result(this, verdict(server));
    }

    private Verdict verdict(Server server) throws InterruptedException {
        try {
            return new Verdict.Held(OneLine.of(trial.on(server).line()));
        } catch (Contradiction e) {
            return new Verdict.NotHeld(e.expected(), e.seen());
        } catch (NotApplicable e) {
            return new Verdict.Skipped(e.reason());
        } catch (SocketTimeoutException e) {
            return new Verdict.NotHeld(
                    "an answer", "none within " + server.target().timeout().toSeconds() + " s");
        } catch (IOException e) {
            return new Verdict.NotHeld("an answer", OneLine.of(String.valueOf(e.getMessage())));
        }
    }
}
