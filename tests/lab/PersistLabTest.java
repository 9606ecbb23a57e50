package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.fix;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.said;
import static lab.ChangeSteps.services;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Ran;
import testing.RunbookSchema;
import testing.Turn;
import testing.Wait;

/**
 * What {@code --persist} makes of a rule is there again after a restart and lets the phone in, and after a rollback the
 * same restart leaves it outside, with every file as it was.
 */
@LabTest
@Turn(2)
class PersistLabTest {
    private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(3);

    /** How a careful administrator closes a machine, as a file of iptables-restore, of nft, and as commands. */
    private static final String RULES = """
            # closed by hand
            *filter
            :INPUT DROP [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            -A INPUT -i lo -j ACCEPT
            -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            COMMIT
            """;
    private static final String NFT = """
            #!/usr/sbin/nft -f
            flush ruleset
            table ip filter {
                chain INPUT {
                    type filter hook input priority filter; policy drop;
                    iifname "lo" counter accept
                }
            }
            """;
    private static final List<String> COMMANDS = List.of("iptables -A INPUT -i lo -j ACCEPT",
            "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "iptables -P INPUT DROP");

    private Boot boot;
    private Fault.Heal rules;

    @BeforeEach
    void begin(Lab lab) {
        boot = Boot.of(lab);
        lab.inhabit(World.PROCESSES);
        rules = lab.rules().keep();
    }

    @AfterEach
    void end(Lab lab) {
        if (boot == null) {
            return;
        }
        rollback(lab);
        boot.close();
        boot.empty();
        rules.heal();
    }

    private static String unwrapped(Ran ran) {
        return ran.outText().replaceAll("\\s+", " ");
    }

    private static Ran persist(Lab lab, String... more) {
        var options = new ArrayList<>(List.of("--apply", "--yes", "--persist"));
        options.addAll(List.of(more));
        return fix(lab, options);
    }

    /** There, after a restart, gone, and gone after a restart. */
    private void thereAndBack(Lab lab, Runnable restart, String way) {
        thereAndBackButFor("nothing", lab, restart, way);
    }

    /** @param own a folder where a program keeps its own files in its own way */
    private void thereAndBackButFor(String own, Lab lab, Runnable restart, String way) {
        restart.run();
        String files = boot.etc(own);
        String kernel = lab.rules().exact();
        assertNotEquals(List.of(), shutOut(lab), "the phone is kept out");
        assertExit(40, fix(lab, List.of("--persist")), "the plan");
        assertEquals(files, boot.etc(own), "showing the plan writes nothing");

        Ran applied = persist(lab, "--output", "json");
        assertExit(0, applied, "applying it");
        JsonObject document = RunbookSchema.document(applied.outText());
        assertEquals(way, document.getAsJsonArray("persist").get(0).getAsJsonObject().get("way").getAsString());
        assertEquals(List.of(), shutOut(lab), "nobody is shut out");
        String persisted = boot.etc();
        assertExit(0, persist(lab), "applying it again");
        assertEquals(persisted, boot.etc(), "a second run writes nothing");

        restart.run();
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after a restart");
        assertExit(0, rollback(lab), "taking it back");
        assertEquals(files, boot.etc(own), "every file as it was");
        assertSame(kernel, lab.rules().exact(), "every rule as it was");
        restart.run();
        assertNotEquals(List.of(), shutOut(lab), "the phone is kept out after a restart");
    }

    /** As the package leaves it, with both files. */
    private void netfilterPersistent(String rules) {
        boot.must("systemctl", "enable", "netfilter-persistent.service");
        boot.write("/etc/iptables/rules.v4", rules);
        boot.write("/etc/iptables/rules.v6", "*filter\nCOMMIT\n");
    }

    @Test
    void byNetfilterPersistent(Lab lab) {
        netfilterPersistent(RULES);
        boot.must("chmod", "640", "/etc/iptables/rules.v4");
        thereAndBack(lab, () -> {
            boot.empty();
            boot.must("netfilter-persistent", "start");
        }, "netfilter-persistent");
    }

    @Test
    void byNftables(Lab lab) {
        boot.must("systemctl", "enable", "nftables.service");
        boot.write("/etc/nftables.conf", NFT);
        thereAndBack(lab, () -> {
            boot.empty();
            boot.must("nft", "-f", "/etc/nftables.conf");
        }, "nftables");
    }

    @Test
    void byAUnitOfItsOwn(Lab lab) {
        thereAndBack(lab, () -> boot.restart(COMMANDS), "systemd-unit");
    }

    /** The real one, with its bus; without it nothing of its rules is there. */
    @Test
    void byFirewalld(Lab lab) {
        try (Firewalld firewalld = Firewalld.of(lab)) {
            thereAndBackButFor("/etc/firewalld", lab, () -> {
                firewalld.stop();
                boot.empty();
                firewalld.start();
            }, "firewalld");
            assertExit(0, fix(lab, List.of("--apply", "--yes")), "only for now");
            assertEquals(List.of(), shutOut(lab));
            boot.must("firewall-cmd", "--reload");
            assertNotEquals(List.of(), shutOut(lab), "it has loaded its permanent configuration");
        }
    }

    @Test
    void theUnitIsOneThatSystemdTakes(Lab lab) {
        boot.restart(COMMANDS);
        assertExit(0, persist(lab), "applying it");
        List<String> units = boot.units();
        assertEquals(1, units.size());
        String path = "/etc/systemd/system/" + units.getFirst();
        Ran verify = lab.machine().run("systemd-analyze", "verify", "--man=no", path);
        assertTrue(verify.succeeded() && !(verify.outText() + verify.errText()).contains(units.getFirst()),
                said(verify));
        assertEquals("root:root 644\n", boot.must("stat", "-c", "%U:%G %a", path));
        boot.startUnits();
        String once = lab.rules().exact();
        boot.startUnits();
        assertSame(once, lab.rules().exact(), "started twice it adds nothing");
    }

    /** Docker makes its own chains anew when it starts, and leaves this one as it finds it. */
    @Test
    void aContainerBehindDockerUser(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        String user = RULES.replace(":INPUT DROP", ":INPUT ACCEPT").replace(":OUTPUT", ":DOCKER-USER - [0:0]\n:OUTPUT")
                .replace("COMMIT", "-A DOCKER-USER -p tcp -m conntrack --ctorigdstport 8000 --ctdir ORIGINAL -j DROP\n"
                + "COMMIT");
        netfilterPersistent(user);
        restartWithDocker(lab);
        assertEquals(List.of(8000), shutOut(lab));
        assertExit(0, persist(lab, "--override-blocks"), "applying it");
        restartWithDocker(lab);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after a restart");
        assertExit(0, rollback(lab), "taking it back");
        assertEquals(user, boot.must("cat", "/etc/iptables/rules.v4"));
        restartWithDocker(lab);
        assertEquals(List.of(8000), shutOut(lab));
    }

    private void restartWithDocker(Lab lab) {
        lab.docker().stop();
        boot.empty();
        boot.must("netfilter-persistent", "start");
        boot.must("rmdir", "/run/systemd/system", "/run/systemd");
        lab.docker().start();
        boot.must("mkdir", "-p", "/run/systemd/system");
        for (LabService service : LabService.values()) {
            lab.docker().startAgain(service);
        }
    }

    /** Killed between any two steps, what is left is taken back, and the next run makes it whole. */
    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {11, 12, 13, 14})
    void killedBetweenTwoSteps(int line, Lab lab) {
        boot.restart(COMMANDS);
        String files = boot.etc();
        kill(lab, line);
        boot.write(unit(lab) + ".123.tmp", "what a writer leaves that is killed before the file has its name");
        assertExit(0, rollback(lab), "taking back what was begun");
        assertEquals(files, boot.etc(), "every file as it was");
        kill(lab, line);
        assertExit(0, persist(lab), "going on");
        assertEquals(1, boot.units().size());
        boot.restart(COMMANDS);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after a restart");
        assertExit(0, rollback(lab), "taking it back");
        assertEquals(files, boot.etc(), "every file as it was");
    }

    /** The unit of the run that the journal ends with. */
    private static String unit(Lab lab) {
        try {
            String last = Files.readAllLines(ChangeSteps.journal(lab)).getLast();
            return "/etc/systemd/system/runbook-" + last.replaceFirst(".*\"run\":\"([^\"]+)\".*", "$1") + ".service";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(Lab lab, int more) {
        var lines = new JournalLines(lab);
        int enough = lines.count() + more;
        Path log = lab.folder().resolve("scripts.log");
        Process process = lab.machine().start(log, Script.words(lab, Fault.User.ROOT, "runbook.FixFirewall", List.of(
                "--apply", "--yes", "--persist", "--timeout", "1s", "--services", services(lab)))
                .toArray(String[]::new));
        lines.await(enough, process.toHandle(), SCRIPT_LIMIT);
        process.children().forEach(ProcessHandle::destroyForcibly);
        Wait.until("the end of the script", SCRIPT_LIMIT, () -> !process.isAlive());
    }

    @Test
    void whatSomebodyEditedIsLeftUnlessForced(Lab lab) {
        netfilterPersistent(RULES);
        boot.must("netfilter-persistent", "start");
        assertExit(0, persist(lab), "applying it");
        boot.must("sed", "-i", "s|192.168.1.0/24|192.168.0.0/16|", "/etc/iptables/rules.v4");
        Ran refused = rollback(lab);
        assertExit(20, refused, "it is somebody else's now");
        assertTrue(refused.outText().contains("192.168.0.0/16"), said(refused));
        assertExit(0, Script.run(lab, Fault.User.ROOT, "runbook.Rollback", "--yes", "--force"), "forced");
        assertEquals(RULES, boot.must("cat", "/etc/iptables/rules.v4"));
    }

    /** A link in the place of the file would have root write somewhere else. */
    @Test
    void aLinkIsNotFollowed(Lab lab) {
        netfilterPersistent(RULES);
        boot.must("mv", "/etc/iptables/rules.v4", "/etc/iptables/real");
        boot.must("ln", "-s", "real", "/etc/iptables/rules.v4");
        boot.must("netfilter-persistent", "start");
        persist(lab);
        assertEquals(RULES, boot.must("cat", "/etc/iptables/real"));
        assertEquals("real\n", boot.must("readlink", "/etc/iptables/rules.v4"));
    }

    @Test
    void aFolderThatOthersCanWriteToIsNotWrittenTo(Lab lab) {
        netfilterPersistent(RULES);
        boot.must("chmod", "777", "/etc/iptables");
        boot.must("netfilter-persistent", "start");
        persist(lab);
        assertEquals(RULES, boot.must("cat", "/etc/iptables/rules.v4"));
    }

    @Test
    void withoutAWayTheRulesAreMadeAndThatIsSaid(Lab lab) {
        boot.must("rmdir", "/run/systemd/system");
        try {
            boot.restart(COMMANDS);
            String files = boot.etc();
            Ran ran = persist(lab);
            assertExit(0, ran, "the rules are made");
            assertTrue(unwrapped(ran).contains("this machine has no way to keep them"), said(ran));
            assertEquals(files, boot.etc());
            assertEquals(List.of(), shutOut(lab));
        } finally {
            boot.must("mkdir", "/run/systemd/system");
        }
    }

    /** A restart before the answer ends it all; only what was confirmed is made to last. */
    @Test
    void onlyWhatIsConfirmedOutlastsARestart(Lab lab) {
        boot.restart(COMMANDS);
        String files = boot.etc();
        Ran waits = persist(lab, "--confirm-within", "60s");
        assertExit(40, waits, "it waits to be kept");
        assertEquals(files, boot.etc());
        String keep = waits.outText().lines().filter(line -> line.contains("--keep")).findFirst().orElseThrow().strip();
        assertTrue(keep.endsWith(" --persist"), keep);
        assertExit(0, fix(lab, List.of("--keep", keep.split(" ")[3], "--persist")), "kept");
        assertNotEquals(files, boot.etc());
        boot.restart(COMMANDS);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after a restart");
        assertExit(64, persist(lab, "--until", "1h"), "for a time and for good contradict each other");
    }

    /** The line that the first run gives, after that run. */
    @Test
    void whatWasAppliedBeforeIsKeptByTheLineThatWasGiven(Lab lab) {
        boot.restart(COMMANDS);
        Ran first = fix(lab, List.of("--apply", "--yes"));
        assertTrue(first.outText().contains("Until the next restart"), said(first));
        assertEquals(List.of(), boot.units());
        assertExit(0, persist(lab), "kept");
        assertEquals(1, boot.units().size());
        boot.restart(COMMANDS);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after a restart");
    }

    @Test
    void ufwKeepsItsRulesItself(Lab lab) {
        broken(new Repair("ufw on", World.PROCESSES, List.of(), Commands.ufw()), lab, before -> {
            Ran ran = persist(lab);
            assertExit(0, ran, "applying it");
            assertTrue(unwrapped(ran).contains("ufw keeps its rules itself"), said(ran));
            boot.must("ufw", "disable");
            boot.must("ufw", "--force", "enable");
            assertEquals(List.of(), shutOut(lab), "nobody is shut out after ufw has loaded its rules anew");
            rollback(lab);
        });
    }
}
