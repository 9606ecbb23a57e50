package path.check;

import host.LanAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import path.Cause;
import path.Confidence;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.PhoneReports;
import path.Severity;
import text.Message;

/** Did a phone get through? By its own word: of this run, or else of an earlier one that is remembered. */
final class PhoneCheck {

    /** What another address of this machine explains no better: here it is known why not at this one. */
    private static final Set<FindingId> LEFT_OPEN = Set.of(FindingId.PHONE_TIMED_OUT, FindingId.PHONE_REFUSED,
            FindingId.PHONE_GOT_NO_ANSWER, FindingId.ARRIVED_NO_ANSWER, FindingId.NEVER_ARRIVED,
            FindingId.PHONE_NO_ROUTE);

    private final Checklist checklist;
    private final Optional<InetAddress> chosen;

    private PhoneCheck(Checklist checklist) {
        this.checklist = checklist;
        this.chosen = checklist.facts.chosen().map(LanAddress.Chosen::address).map(own -> own.inet());
    }

    static HopResult check(Checklist checklist) {
        PhoneFacts phoneFacts = checklist.facts.phoneFacts();
        List<PhoneReport> now = of(checklist, phoneFacts.now());
        if (!now.isEmpty()) {
            return new PhoneCheck(checklist).judge(now);
        }
        if (phoneFacts.page().isPresent() || !phoneFacts.now().isEmpty()) {
            return HopResult.of(Hop.PHONE, unheard(checklist, phoneFacts));
        }
        List<PhoneReport> before = of(checklist, phoneFacts.before().toOptional().orElse(List.of()));
        return before.isEmpty() ? HopResult.of(Hop.PHONE, notAsked()) : PhoneHistoryCheck.judge(checklist, before);
    }

    static Outcome.Skipped notAsked() {
        return new Outcome.Skipped(Outcome.Skipped.Reason.NO_PHONE_ASKED, Message.of("path.hop.phone-not-asked"));
    }

    private static List<PhoneReport> of(Checklist checklist, List<PhoneReport> words) {
        return words.stream().filter(word -> word.endpoint().equals(checklist.endpoint)).toList();
    }

    /** Phones were asked in this run, and nothing was heard of this endpoint. */
    private static Outcome unheard(Checklist checklist, PhoneFacts phoneFacts) {
        if (checklist.endpoint.service().protocol() == Protocol.UDP) {
            return new Outcome.Skipped(Message.of("path.hop.udp"));
        }
        boolean nobody = phoneFacts.now().isEmpty() && phoneFacts.page().filter(page -> page.opened().isEmpty())
                .isPresent();
        return nobody ? new Outcome.Unknown(Message.of("path.hop.page-not-opened"))
                : new Outcome.Unknown(Outcome.Unknown.Reason.PHONE_LEFT, Message.of("path.hop.phone-left"));
    }

    /**
     * One phone and what its words come to.
     *
     * @param words   those that it comes from
     * @param outcome at the chosen address, or at another where it reached the service there and not at this one
     */
    private record Fared(InetAddress phone, List<PhoneReport> words, Outcome outcome) {
        boolean well() {
            return switch (outcome) {
                case Outcome.Ok ok -> true;
                case Outcome.Warning(Message text, Cause cause) -> cause.id() == FindingId.PHONE_WORD_ALONE;
                case Outcome.Problem problem -> false;
                case Outcome.Skipped skipped -> false;
                case Outcome.Unknown unknown -> false;
            };
        }

        boolean ill() {
            return outcome instanceof Outcome.Problem;
        }

        boolean intermittent() {
            return outcome instanceof Outcome.Problem(Message text, Cause cause)
                    && cause.id() == FindingId.INTERMITTENT_ANSWERS;
        }
    }

    private HopResult judge(List<PhoneReport> words) {
        Map<InetAddress, List<PhoneReport>> byPhone = new LinkedHashMap<>();
        words.forEach(word -> byPhone.computeIfAbsent(word.phone(), phone -> new ArrayList<>()).add(word));
        List<Fared> phones = new ArrayList<>();
        byPhone.forEach((phone, said) -> phones.add(fared(phone, said)));
        List<PhoneReport> judged = phones.stream().flatMap(fared -> fared.words().stream()).toList();
        return new HopResult(Hop.PHONE, together(phones), Optional.empty(),
                Optional.of(new PhoneReports(judged, Optional.empty())));
    }

    private Fared fared(InetAddress phone, List<PhoneReport> said) {
        List<PhoneReport> here = said.stream().filter(word -> chosen.filter(word.asked()::equals).isPresent()).toList();
        // A later word replaces an earlier one.
        Optional<PhoneReport> last = here.isEmpty() ? Optional.empty() : Optional.of(here.getLast());
        Optional<Outcome> outcome = last.map(word -> PhoneReportCheck.judge(checklist, word));
        Optional<PhoneReport> elsewhere = said.stream()
                .filter(word -> !here.contains(word) && word.attempt() instanceof PhoneAttempt.GotThrough
                        && !word.contradicted()).min(Comparator.comparingInt(this::rank));
        if (elsewhere.isPresent() && outcome.filter(PhoneCheck::tellsMore).isEmpty()) {
            List<PhoneReport> both = new ArrayList<>(last.stream().toList());
            both.add(elsewhere.get());
            return new Fared(phone, both, reachesOther(both, elsewhere.get()));
        }
        return last.isPresent() ? new Fared(phone, List.of(last.get()), outcome.orElseThrow())
                : new Fared(phone, List.of(said.getLast()), elsewhereOnly(said.getLast()));
    }

    /** The place of an address among those that the page tries, whichever answered first. */
    private int rank(PhoneReport word) {
        return checklist.facts.chosen().map(lan -> lan.others().stream().map(other -> other.address().inet()).toList()
                .indexOf(word.asked())).orElse(0);
    }

    /** True where what is known of the chosen address is more than that it did not work there. */
    private static boolean tellsMore(Outcome atChosen) {
        return switch (atChosen) {
            case Outcome.Ok ok -> true;
            case Outcome.Problem(Message text, Cause cause) -> !LEFT_OPEN.contains(cause.id());
            case Outcome.Warning warning -> true;
            case Outcome.Skipped skipped -> false;
            case Outcome.Unknown unknown -> false;
        };
    }

    /** It tried other addresses of this machine alone, in vain; of the one that counts it said nothing. */
    private static Outcome elsewhereOnly(PhoneReport word) {
        return word.attempt() instanceof PhoneAttempt.NotTried(Message why) ? new Outcome.Skipped(why)
                : new Outcome.Unknown(Message.of("path.hop.phone-tried-elsewhere", word.asked().getHostAddress()));
    }

    /** The app's address is known only where the inventory names it; else the chosen one was a guess, and a bad one. */
    private Outcome reachesOther(List<PhoneReport> words, PhoneReport reached) {
        String there = reached.asked().getHostAddress();
        String here = chosen.map(InetAddress::getHostAddress).or(() -> checklist.facts.inventory().host()).orElse("-");
        boolean named = checklist.facts.inventory().host().isPresent();
        Cause cause = Cause.observed(FindingId.PHONE_REACHES_OTHER_ADDRESS, named ? Severity.FAIL : Severity.WARN,
                there, there, here)
                .seen(words.stream().flatMap(word -> PhoneTexts.evidence(word).stream()).toList())
                .fixedBy(PhoneRemedies.useReachedAddress(there));
        Message text = Message.of("path.hop.phone-reaches-other-address", there);
        return named ? new Outcome.Problem(text, cause) : new Outcome.Warning(text, cause);
    }

    private Outcome together(List<Fared> phones) {
        List<Fared> well = phones.stream().filter(Fared::well).toList();
        List<Fared> ill = phones.stream().filter(Fared::ill).toList();
        // Where answers come by chance, that another phone had more of them is no difference between the two.
        if (!well.isEmpty() && !ill.stream().allMatch(Fared::intermittent)) {
            return differ(well, ill);
        }
        if (well.stream().anyMatch(fared -> fared.outcome() instanceof Outcome.Ok)) {
            // Where one was seen to get through, another one's word alone leaves no doubt.
            phones = phones.stream().filter(fared -> !fared.well() || fared.outcome() instanceof Outcome.Ok).toList();
        }
        // What was seen weighs more than what follows; which phone was faster weighs nothing.
        List<Fared> ranked = new ArrayList<>(phones);
        ranked.sort(Comparator.<Fared>comparingInt(fared -> weight(fared.outcome()))
                .thenComparing(fared -> cause(fared.outcome())).thenComparing(fared -> fared.phone().getHostAddress()));
        Outcome first = ranked.getFirst().outcome();
        return switch (first) {
            case Outcome.Ok ok when well.size() > 1 -> new Outcome.Ok(Message.of("path.hop.phones-got-through",
                    well.size()));
            case Outcome.Ok ok -> ok;
            case Outcome.Problem(Message text, Cause cause) when ill.size() > 1 ->
                new Outcome.Problem(text, cause.seen(allOf(ill)));
            case Outcome.Problem problem -> problem;
            case Outcome.Warning warning -> warning;
            case Outcome.Skipped skipped -> skipped;
            case Outcome.Unknown unknown -> unknown;
        };
    }

    private static int weight(Outcome outcome) {
        return switch (outcome) {
            // What one phone met says more than that another one's word is wrong.
            case Outcome.Problem(Message text, Cause cause) when cause.id() == FindingId.PHONE_CONTRADICTED -> 2;
            case Outcome.Problem(Message text, Cause cause) -> cause.confidence() == Confidence.OBSERVED ? 0 : 1;
            case Outcome.Warning warning -> 3;
            case Outcome.Ok ok -> 4;
            case Outcome.Unknown unknown -> 5;
            case Outcome.Skipped skipped -> 6;
        };
    }

    private static int cause(Outcome outcome) {
        return outcome instanceof Outcome.Problem(Message text, Cause cause) ? cause.id().ordinal() : 0;
    }

    private static Outcome differ(List<Fared> well, List<Fared> ill) {
        Cause first = ((Outcome.Problem) ill.getFirst().outcome()).cause();
        List<Message> evidence = new ArrayList<>();
        well.forEach(fared -> fared.words().forEach(word -> evidence.addAll(PhoneTexts.evidence(word))));
        evidence.addAll(allOf(ill));
        return new Outcome.Warning(Message.of("path.hop.phones-differ", well.size(), well.size() + ill.size()),
                Cause.observed(FindingId.PHONES_DIFFER, Severity.WARN, "", names(well), names(ill))
                        .seen(evidence).fixedBy(first.remedies()));
    }

    private static List<Message> allOf(List<Fared> ill) {
        return ill.stream().map(fared -> ((Outcome.Problem) fared.outcome()).cause())
                .flatMap(cause -> cause.evidence().stream()).distinct().toList();
    }

    private static List<String> names(List<Fared> phones) {
        return phones.stream().map(fared -> fared.phone().getHostAddress()).toList();
    }
}
