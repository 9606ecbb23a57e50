package path;

import docker.Engine;
import firewall.Flow;
import firewall.LoggedDrop;
import firewall.Policy;
import firewall.Receiver;
import host.Adapter;
import host.HostName;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import host.Profile;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Inventory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Protocol;
import probe.Reply;
import process.Fact;
import process.Os;
import text.Message;

/**
 * Everything that was found out about one machine in one run. The checks read nothing else, so they judge a live
 * machine, a recorded one and one built by hand alike.
 *
 * @param address   the address a phone would use, or why there is none
 * @param profile   network category of that address's adapter
 * @param loopback  what each endpoint answered on 127.0.0.1; no entry where it was not asked
 * @param lan       what each endpoint answered on the LAN address; no entry where it was not asked
 * @param direct    what the container of an endpoint answered at its own address; no entry where it was not asked
 * @param windows   what only Windows has
 * @param linux     what only Linux has
 * @param drops     what the firewall's log says it dropped, oldest first; unknown where it keeps none or it is closed
 *                  to us
 * @param phone     the one phone asked about; empty where it is about any
 * @param phoneFacts      what phones themselves said
 * @param slowAfter an answer that takes longer than this is called slow
 * @param name      who knows the app's name for this machine; empty where it has an address
 */
public record Facts(Instant startedAt, Os os, Inventory inventory, Fact<List<Adapter>> adapters, LanAddress address,
        Fact<Profile> profile, Engine docker, Fact<List<Listener>> listeners, Fact<Policy> firewall,
        Fact<Boolean> administrator, Fact<List<Neighbour>> neighbours, Map<Endpoint, Fact<Reply>> loopback,
        Map<Endpoint, Fact<Reply>> lan, Map<Endpoint, Fact<Reply>> direct, WindowsFacts windows,
        LinuxFacts linux, Fact<List<LoggedDrop>> drops, Optional<Phone> phone, PhoneFacts phoneFacts, Duration slowAfter,
        Optional<HostName> name) {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    public Facts {
        loopback = Map.copyOf(loopback);
        lan = Map.copyOf(lan);
        direct = Map.copyOf(direct);
    }

    /** A machine of which nothing could be found out. */
    public static Facts unknown(Inventory inventory, Os os, Duration slowAfter) {
        Message why = Message.of("path.hop.not-asked");
        return new Facts(Instant.EPOCH, os, inventory, Fact.unknown(why), new LanAddress.None(why), Fact.unknown(why),
                new Engine.Unclear(why), Fact.unknown(why), Fact.unknown(why), Fact.unknown(why), Fact.unknown(why),
                Map.of(), Map.of(), Map.of(), WindowsFacts.unknown(why), LinuxFacts.unknown(why),
                Fact.unknown(why), Optional.empty(), PhoneFacts.nothing(), slowAfter, Optional.empty());
    }

    /** The same machine, with what decides where a packet that is sent to it ends. */
    public Facts with(Fact<List<Adapter>> known, LanAddress chosen, Engine engine, Fact<List<Listener>> found,
            Fact<Policy> policy) {
        return new Facts(startedAt, os, inventory, known, chosen, profile, engine, found, policy,
                administrator, neighbours, loopback, lan, direct, windows, linux, drops, phone, phoneFacts, slowAfter,
                name);
    }

    /** The same machine with this address. */
    public Facts at(LanAddress chosen) {
        return new Facts(startedAt, os, inventory, adapters, chosen, profile, docker, listeners, firewall,
                administrator, neighbours, loopback, lan, direct, windows, linux, drops, phone, phoneFacts, slowAfter, name);
    }

    /** The same machine as a phone of another network finds it: nothing was asked at its address there. */
    public Facts as(LanAddress.Chosen there) {
        Fact<Profile> category = os == Os.WINDOWS ? windows.networks().map(all -> all.of(there.adapter().name()))
                : Fact.known(Profile.NONE);
        return new Facts(startedAt, os, inventory, adapters, there, category, docker, listeners, firewall,
                administrator, neighbours, loopback, Map.of(), direct, windows, linux, drops, phone, phoneFacts, slowAfter, name);
    }

    /** The same machine, and what phones said of it in this run. */
    public Facts with(List<PhoneReport> said) {
        return with(new PhoneFacts(said, phoneFacts.before(), phoneFacts.page()));
    }

    /** The same machine, and what became of the page that phones were to open. */
    public Facts with(PageVisit page) {
        return with(new PhoneFacts(phoneFacts.now(), phoneFacts.before(), Optional.of(page)));
    }

    private Facts with(PhoneFacts now) {
        return new Facts(startedAt, os, inventory, adapters, address, profile, docker, listeners, firewall,
                administrator, neighbours, loopback, lan, direct, windows, linux, drops, phone, now, slowAfter, name);
    }

    /** What phones said in this run. */
    public List<PhoneReport> words() {
        return phoneFacts.now();
    }

    /** Whether every adapter that the LAN may be behind is known. */
    public boolean adaptersRead() {
        return adapters.toOptional().filter(Adapter::allRead).isPresent();
    }

    /** The address chosen for the LAN, where there is one. */
    public Optional<LanAddress.Chosen> chosen() {
        return address instanceof LanAddress.Chosen chosen ? Optional.of(chosen) : Optional.empty();
    }

    /** The listeners of this endpoint's port, where the system tells. */
    public Optional<List<Listener>> listenersOf(Endpoint endpoint) {
        return listenersOf(endpoint.service().protocol(), endpoint.port());
    }

    /** The listeners of any port. */
    public Optional<List<Listener>> listenersOf(Protocol protocol, int port) {
        return listeners.toOptional().map(all -> all.stream()
                .filter(listener -> listener.protocol() == protocol && listener.port() == port)
                .toList());
    }

    /** The program that would get the packet: Windows rules can depend on it. */
    public Optional<String> programOf(Endpoint endpoint) {
        return takers(endpoint).stream().flatMap(listener -> listener.path().or(listener::program).stream())
                .findFirst();
    }

    /** The listener that would get the packet: the one whose program is known, where several are bound alike. */
    public Optional<Listener> listenerOf(Endpoint endpoint) {
        List<Listener> takers = takers(endpoint);
        return takers.stream().filter(listener -> listener.program().isPresent()).findFirst()
                .or(() -> takers.stream().findFirst());
    }

    /** The listener that gets what is sent to this address of this machine, if one does. */
    public Optional<Listener> listenerAt(Endpoint endpoint, InetAddress to) {
        return listenersOf(endpoint).map(PortListeners::new).flatMap(here -> here.taking(to).stream().findFirst());
    }

    /** Those on the LAN address; while none is there, those that are on another one than loopback. */
    private List<Listener> takers(Endpoint endpoint) {
        List<Listener> beyondLoopback = listenersOf(endpoint).stream().flatMap(List::stream)
                .filter(listener -> !listener.onLoopback()).toList();
        List<Listener> takers = chosen().map(lan -> new PortListeners(beyondLoopback).taking(lan.address().inet()))
                .orElse(List.of());
        return takers.isEmpty() ? beyondLoopback : takers;
    }

    /** Who would get the packet, as far as it is known: rules can depend on it. */
    public Receiver receiverOf(Endpoint endpoint) {
        return PortOwner.of(this, endpoint);
    }

    /** A first packet to this endpoint from {@code from}, arriving on the adapter of the LAN address. */
    public Flow flow(Endpoint endpoint, LanAddress.Chosen chosen, InetAddress from) {
        return new Flow(endpoint.service().protocol(), from, chosen.adapter().name(), chosen.address().inet(),
                endpoint.port(), receiverOf(endpoint));
    }

    /** True where the service is known to be there and well on at least one address. */
    public boolean wellAnswered(Endpoint endpoint) {
        return answeredWell(lan.get(endpoint))
                || answeredWell(loopback.get(endpoint)) && !loopbackIsAnothers(endpoint)
                || containerAnswersWell(endpoint);
    }

    /** True where another program than the one that phones reach takes what is sent to 127.0.0.1. */
    public boolean loopbackIsAnothers(Endpoint endpoint) {
        return chosen().flatMap(lan -> listenerAt(endpoint, lan.address().inet()))
                .filter(phones -> listenerAt(endpoint, LOOPBACK)
                        .filter(own -> PortListeners.apart(own, phones)).isPresent()).isPresent();
    }

    /** True where the service answers well at the address that a phone uses. */
    public boolean wellAnsweredOnLan(Endpoint endpoint) {
        return answeredWell(lan.get(endpoint));
    }

    /** True where it answers by TLS at the address that a phone uses, or wants to be asked by it. */
    public boolean speaksTls(Endpoint endpoint) {
        Fact<Reply> reply = lan.get(endpoint);
        return reply != null && reply.toOptional().filter(seen -> seen.state() == Reply.State.TLS
                || seen.state() == Reply.State.WANTS_TLS || seen.state() == Reply.State.UNTRUSTED).isPresent();
    }

    /** True where the container answers well at its own address, which was asked. */
    public boolean containerAnswersWell(Endpoint endpoint) {
        return answeredWell(direct.get(endpoint));
    }

    /** The container's own port behind this endpoint; empty where none is known to be behind it. */
    public Optional<ContainerPort> containerPort(Endpoint endpoint) {
        return chosen().flatMap(lan -> adapters.toOptional()
                .flatMap(all -> ContainerPort.of(endpoint, docker, all, lan)));
    }

    private static boolean answeredWell(Fact<Reply> reply) {
        return reply != null && reply.toOptional().filter(Reply::wellAnswered).isPresent();
    }

    /** True where WSL shares the addresses of this machine. */
    public boolean mirroredWsl() {
        return os == Os.WINDOWS && windows.wsl().toOptional().filter(WindowsFacts.Wsl::mirrored).isPresent();
    }

    /** True where the network of an adapter is taken to be public because Windows does not list it. */
    public boolean networkAssumed(String adapter) {
        return windows.networks().toOptional().filter(all -> all.assumed(adapter)).isPresent();
    }
}
