package testing;

import docker.Engine;
import firewall.LoggedDrop;
import firewall.Policy;
import host.Adapter;
import host.AdapterKind;
import host.HostName;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import host.Profile;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;
import path.Facts;
import path.LinuxFacts;
import path.Phone;
import path.PhoneFacts;
import probe.Reply;
import process.Fact;
import process.Os;

/**
 * Facts about a machine, named one at a time. It begins with what it is told to begin with: a machine of which nothing
 * is known, or one on a LAN on which nothing runs.
 */
public final class FactsBuilder {
    /** The adapter of most tests, at 192.168.1.44. */
    public static final Adapter WIFI = adapter("192.168.1.44/24");

    private Instant startedAt;
    private final Os os;
    private final Inventory inventory;
    private Fact<List<Adapter>> adapters;
    private LanAddress address;
    private Fact<Profile> profile;
    private Engine docker;
    private Fact<List<Listener>> listeners;
    private Fact<Policy> firewall;
    private Fact<Boolean> administrator;
    private Fact<List<Neighbour>> neighbours;
    private Map<Endpoint, Fact<Reply>> loopback;
    private Map<Endpoint, Fact<Reply>> lan;
    private final Map<Endpoint, Fact<Reply>> direct;
    private WindowsFacts windows;
    private final LinuxFacts linux;
    private Fact<List<LoggedDrop>> drops;
    private final Optional<Phone> phone;
    private PhoneFacts phoneFacts;
    private final Duration slowAfter;
    private final Optional<HostName> name;

    private FactsBuilder(Facts facts) {
        startedAt = facts.startedAt();
        os = facts.os();
        inventory = facts.inventory();
        adapters = facts.adapters();
        address = facts.address();
        profile = facts.profile();
        docker = facts.docker();
        listeners = facts.listeners();
        firewall = facts.firewall();
        administrator = facts.administrator();
        neighbours = facts.neighbours();
        loopback = facts.loopback();
        lan = facts.lan();
        direct = facts.direct();
        windows = facts.windows();
        linux = facts.linux();
        drops = facts.drops();
        phone = facts.phone();
        phoneFacts = facts.phoneFacts();
        slowAfter = facts.slowAfter();
        name = facts.name();
    }

    /** The same facts, to be changed. */
    public static FactsBuilder of(Facts facts) {
        return new FactsBuilder(facts);
    }

    /** A machine of which nothing could be found out. */
    public static FactsBuilder unknown(Os os, List<Service> services) {
        return new FactsBuilder(Facts.unknown(new Inventory(Optional.empty(), services, "test"), os,
                Duration.ofSeconds(2)));
    }

    /** A machine at {@link #WIFI}, without Docker, where nothing listens and nobody was asked. */
    public static FactsBuilder onLan(Os os, List<Service> services) {
        FactsBuilder machine = unknown(os, services).on(WIFI);
        machine.profile = Fact.known(Profile.NONE);
        machine.docker = new Engine.NotInstalled();
        machine.listeners = Fact.known(List.of());
        machine.administrator = Fact.known(true);
        machine.neighbours = Fact.known(List.of());
        machine.loopback = Map.of();
        machine.lan = Map.of();
        machine.windows = WindowsFacts.none();
        machine.drops = Fact.known(List.of());
        machine.phoneFacts = PhoneFacts.nothing();
        return machine;
    }

    /** @param address with its prefix: {@code 192.168.1.44/24} */
    public static Adapter adapter(String address) {
        return new Adapter("wlan0", "wlan0", List.of(Cidr.parse(address)), Adapter.Link.UP, AdapterKind.ETHERNET);
    }

    public FactsBuilder at(Instant time) {
        startedAt = time;
        return this;
    }

    /** Has only this adapter, whose address phones use. */
    public FactsBuilder on(Adapter adapter) {
        return adapters(List.of(adapter))
                .address(new LanAddress.Chosen(adapter, adapter.addresses().getFirst(), List.of(), false));
    }

    public FactsBuilder adapters(List<Adapter> known) {
        adapters = Fact.known(known);
        return this;
    }

    public FactsBuilder address(LanAddress chosen) {
        address = chosen;
        return this;
    }

    public FactsBuilder profile(Profile known) {
        profile = Fact.known(known);
        return this;
    }

    public FactsBuilder listeners(Fact<List<Listener>> found) {
        listeners = found;
        return this;
    }

    public FactsBuilder firewall(Fact<Policy> policy) {
        firewall = policy;
        return this;
    }

    /** Security products that are registered beside Windows' own. */
    public FactsBuilder products(Fact<List<WindowsFacts.SecurityProduct>> products) {
        this.windows = new WindowsFacts(windows.reserved(), windows.proxies(), products, windows.wsl(), windows.dhcp(),
                windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    public FactsBuilder administrator(Fact<Boolean> has) {
        administrator = has;
        return this;
    }

    /** What this machine got at its own address. */
    public FactsBuilder answers(Map<Endpoint, Fact<Reply>> replies) {
        lan = replies;
        return this;
    }

    public FactsBuilder phones(PhoneFacts reported) {
        phoneFacts = reported;
        return this;
    }

    public Facts build() {
        return new Facts(startedAt, os, inventory, adapters, address, profile, docker, listeners, firewall,
                administrator, neighbours, loopback, lan, direct, windows, linux, drops, phone, phoneFacts,
                slowAfter, name);
    }
}
