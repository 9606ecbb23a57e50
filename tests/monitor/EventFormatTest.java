package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import console.Look;
import docker.Usage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import json.Json;
import org.junit.jupiter.api.Test;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import testing.RunbookSchema;
import text.Language;
import text.Message;
import text.Words;

/** One line for each happening, whole. */
class EventFormatTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ServicePath BROKEN =
            FakeRounds.broken(FakeRounds.API, Hop.LISTENING, FindingId.NOTHING_LISTENING);
    private static final HopResult AT = BROKEN.broken().orElseThrow();
    private static final Cause CAUSE = BROKEN.cause().orElseThrow();
    private static final List<MonitorEvent> ALL = List.of(
            new MonitorEvent.Up(FakeRounds.START, FakeRounds.API),
            new MonitorEvent.Unknown(FakeRounds.START, FakeRounds.API, HopResult.of(Hop.FIREWALL,
                    new Outcome.Unknown(Message.verbatim("no rights")))),
            new MonitorEvent.Down(FakeRounds.START, FakeRounds.API, AT, CAUSE),
            new MonitorEvent.OtherCause(FakeRounds.START, FakeRounds.API, AT, CAUSE),
            new MonitorEvent.Cleared(FakeRounds.START, FakeRounds.API, Duration.ofSeconds(90)),
            new MonitorEvent.Offline(FakeRounds.START),
            new MonitorEvent.Online(FakeRounds.START, Duration.ofMinutes(3)),
            new MonitorEvent.Begun(FakeRounds.START, 4711, 5, Duration.ofSeconds(30)),
            new MonitorEvent.GaveUp(FakeRounds.START, Message.verbatim("no such file")),
            new MonitorEvent.MemoryHigh(FakeRounds.START, new Usage("eloquence-agent-v1", 1900L << 20, 2000L << 20)),
            new MonitorEvent.MemoryWell(FakeRounds.START, new Usage("eloquence-agent-v1", 600L << 20, 2000L << 20)),
            new MonitorEvent.Noticed(FakeRounds.START, Message.verbatim("run it again")));

    /** What a monitor says that is to be quiet. */
    @Test
    void whatIsWellOrWellAgainIsNotWrong() {
        assertEquals(List.of(MonitorEvent.Unknown.class, MonitorEvent.Down.class, MonitorEvent.OtherCause.class,
                MonitorEvent.Offline.class,
                MonitorEvent.GaveUp.class, MonitorEvent.MemoryHigh.class, MonitorEvent.Noticed.class),
                ALL.stream().filter(MonitorEvent::wrong).map(MonitorEvent::getClass).toList());
    }

    @Test
    void english() {
        assertEquals("""
                2026-11-23 11:00:00  UP       Eloquence API Service 8000/tcp
                2026-11-23 11:00:00  UNKNOWN  Eloquence API Service 8000/tcp  no failure found, but not known \
                whether a phone gets in; firewall: no rights
                2026-11-23 11:00:00  DOWN     Eloquence API Service 8000/tcp  listening: connection refused \
                (nothing-listening)
                2026-11-23 11:00:00  DOWN     Eloquence API Service 8000/tcp  now listening: connection refused \
                (nothing-listening)
                2026-11-23 11:00:00  UP       Eloquence API Service 8000/tcp  recovered after 90 s
                2026-11-23 11:00:00  OFFLINE  this machine has no network; services are not checked
                2026-11-23 11:00:00  ONLINE   this machine has its network again, after 3 min
                2026-11-23 11:00:00  BEGIN    monitoring, ports: 5, every 30 s (process 4711)
                2026-11-23 11:00:00  END      the monitor gave up: no such file
                2026-11-23 11:00:00  MEMORY   eloquence-agent-v1  1.9 GiB of 2 GiB used (95 %); killed at 100 %
                2026-11-23 11:00:00  MEMORY   eloquence-agent-v1  600 MiB of 2 GiB used (30 %); back to normal
                2026-11-23 11:00:00  NOTICE   run it again
                """, lines(Language.ENGLISH));
    }

    @Test
    void french() {
        assertEquals("""
                2026-11-23 11:00:00  OK          Eloquence API Service 8000/tcp
                2026-11-23 11:00:00  INCONNU     Eloquence API Service 8000/tcp  aucune panne trouvée, mais on ne \
                sait pas si un téléphone entre ; pare-feu : no rights
                2026-11-23 11:00:00  PANNE       Eloquence API Service 8000/tcp  écoute : connexion refusée \
                (nothing-listening)
                2026-11-23 11:00:00  PANNE       Eloquence API Service 8000/tcp  maintenant écoute : connexion \
                refusée (nothing-listening)
                2026-11-23 11:00:00  OK          Eloquence API Service 8000/tcp  rétabli après 90 s
                2026-11-23 11:00:00  HORS LIGNE  cette machine n'a pas de réseau ; les services ne sont pas contrôlés
                2026-11-23 11:00:00  EN LIGNE    cette machine a de nouveau son réseau, après 3 min
                2026-11-23 11:00:00  DÉBUT       surveillance, ports : 5, intervalle 30 s (processus 4711)
                2026-11-23 11:00:00  FIN         la surveillance abandonne : no such file
                2026-11-23 11:00:00  MÉMOIRE     eloquence-agent-v1  1,9 Gio utilisés sur 2 Gio (95 %) ; arrêté à 100 %
                2026-11-23 11:00:00  MÉMOIRE     eloquence-agent-v1  600 Mio utilisés sur 2 Gio (30 %) ; retour \
                à la normale
                2026-11-23 11:00:00  AVIS        run it again
                """, lines(Language.FRENCH).replace('\u00a0', ' '));
    }

    @Test
    void jsonHasStableKeys() {
        var keys = ALL.stream().map(event -> RunbookSchema.valid(line().json(event)))
                .map(object -> object.get("event").getAsString() + " " + String.join(" ", object.keySet())).toList();
        String endpoint = " schema at event service port protocol";
        assertEquals(List.of("up" + endpoint, "unknown" + endpoint + " unknownAt text",
                "down" + endpoint + " brokenAt cause text",
                "other-cause" + endpoint + " brokenAt cause text", "cleared" + endpoint + " downMs",
                "offline schema at event", "online schema at event offlineMs",
                "begun schema at event process endpoints everyMs", "gave-up schema at event text",
                "memory-high schema at event container memoryBytes memoryLimitBytes",
                "memory-well schema at event container memoryBytes memoryLimitBytes",
                "noticed schema at event text"), keys);
        assertEquals("{\"schema\":\"runbook/1\",\"at\":\"2026-11-23T10:00:00Z\",\"event\":\"down\","
                + "\"service\":\"Eloquence API Service\",\"port\":8000,\"protocol\":\"tcp\","
                + "\"brokenAt\":\"listening\",\"cause\":\"nothing-listening\",\"text\":\"connection refused\"}",
                Json.line(line().json(ALL.get(2))));
    }

    @Test
    void aNameCannotBreakTheLine() {
        var odd = new MonitorEvent.Up(FakeRounds.START, FakeRounds.endpoint("a\nb\u001b[2J\"c", 8000));
        assertEquals("2026-11-23 11:00:00  UP       a\\u000Ab\\u001B[2J\"c 8000/tcp", line().text(odd));
        String json = Json.line(line().json(odd));
        assertFalse(json.contains("\n"), json);
        assertEquals("a\nb\u001b[2J\"c", RunbookSchema.document(json).get("service").getAsString());
    }

    @Test
    void everyHappeningIsHere() {
        assertEquals(Set.of(MonitorEvent.class.getPermittedSubclasses()),
                Set.of(ALL.stream().map(Object::getClass).toArray()));
    }

    private static EventFormat line() {
        return new EventFormat(new Words(Language.ENGLISH), Look.PLAIN, PARIS);
    }

    private static String lines(Language language) {
        var line = new EventFormat(new Words(language), Look.PLAIN, PARIS);
        return String.join("\n", ALL.stream().map(line::text).toList()) + "\n";
    }
}
