package change.plan;

import change.journal.Fixtures;
import change.journal.MemoryFirewall;
import change.journal.MemoryWorld;
import change.lease.LeaseSetup;
import change.report.ChangeReport;
import change.run.FixRun;
import console.Look;
import console.Spoken;
import firewall.Firewall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import json.JsonDocument;
import json.JsonOutput;
import path.Facts;
import process.Fact;
import process.Os;
import state.StateFolder;
import testing.FactsBuilder;
import text.Language;
import text.Message;
import text.Words;

/** A machine on a LAN with two services and three ports, whose firewall is a list of words. */
public final class Machine {
    public final StringWriter err = new StringWriter();
    public boolean administrator = true;
    boolean override;
    public boolean json;
    public boolean persist;
    Function<Message, Optional<Boolean>> agreed = question -> Optional.of(true);
    private final MemoryWorld world;
    private final StringWriter out = new StringWriter();

    public Machine(MemoryWorld world) {
        this.world = world;
    }

    public String out() {
        return out.toString();
    }

    public Plan plan() {
        return assessment().plan(new MemoryFirewall(world).read());
    }

    public FixRun fixing(Path folder, LeaseSetup leaseSetup) {
        return new FixRun(world, assessment(), answer("fix-firewall"), new StateFolder(folder), Fixtures.KINDS,
                "jbang fix-firewall --apply", () -> "sudo this", Optional.empty(), agreed, leaseSetup,
                new FixRun.Persisting(persist, "jbang fix-firewall --apply --persist"));
    }

    public ChangeReport answer(String script) {
        return new ChangeReport(new Words(Language.ENGLISH), new Look(200, false, true), Os.LINUX,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, Spoken.ALL,
                new JsonDocument(script, "1", MemoryWorld.START), "the journal");
    }

    Planner assessment() {
        return new Planner(facts(), Optional.of(new MemoryFirewall(world)), Fixtures.RUN,
                new Firewall.Permissions(override, false));
    }

    public Facts facts() {
        return FactsBuilder.onLan(Os.LINUX, List.of(Fixtures.service("API", 8000),
                        Fixtures.service("LiveKit", 7880, 7881))).at(MemoryWorld.START)
                .firewall(new MemoryFirewall(world).read()).administrator(Fact.known(administrator)).build();
    }
}
