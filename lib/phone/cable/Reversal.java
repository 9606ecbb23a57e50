package phone.cable;

import inventory.Endpoint;
import json.Id;
import path.HopResult;
import path.Outcome;
import path.PhoneAttempt;
import process.Fact;
import text.Message;

/**
 * One port of the services file that was to be forwarded to this machine.
 *
 * @param tried what the phone got at its own address; an unknown where it did not try
 * @param here  what this machine gets from the service on 127.0.0.1, which is where adb leads to: adbd accepts every
 *              connection, so that the phone's word alone proves the cable and not the service
 */
public record Reversal(Endpoint endpoint, Result result, Fact<PhoneAttempt> tried, HopResult here) {

    /** What became of it. */
    public sealed interface Result extends Id { }

    /** Now, and it is in the journal. */
    public record Made() implements Result {
        @Override
        public String id() {
            return "made";
        }
    }

    /** Somebody else's, or of an earlier run. */
    public record WasThere() implements Result {
        @Override
        public String id() {
            return "was-there";
        }
    }

    /** @param target where the phone's port leads to instead, in adb's words: {@code tcp:9000} */
    public record LeadsElsewhere(String target) implements Result {
        @Override
        public String id() {
            return "elsewhere";
        }
    }

    public record NotMade(Message why) implements Result {
        @Override
        public String id() {
            return "failed";
        }
    }

    /** adb forwards TCP alone. */
    public record NotTcp() implements Result {
        @Override
        public String id() {
            return "not-tcp";
        }
    }

    /** The phone's port leads to the same port here. */
    boolean inPlace() {
        return switch (result) {
            case Made made -> true;
            case WasThere there -> true;
            case LeadsElsewhere elsewhere -> false;
            case NotMade failed -> false;
            case NotTcp udp -> false;
        };
    }

    /** The phone connected. */
    Fact<Boolean> reached() {
        return tried.then(attempt -> attempt instanceof PhoneAttempt.NotTried(Message why) ? Fact.unknown(why)
                : Fact.known(attempt instanceof PhoneAttempt.GotThrough));
    }

    /** The service answers on this machine. */
    Fact<Boolean> answers() {
        return switch (here.outcome()) {
            case Outcome.Ok ok -> Fact.known(true);
            case Outcome.Warning slow -> Fact.known(true);
            case Outcome.Problem problem -> Fact.known(false);
            case Outcome.Skipped skipped -> Fact.unknown(skipped.text());
            case Outcome.Unknown unknown -> Fact.unknown(unknown.text());
        };
    }
}
