package host.read;

import host.Adapter;
import host.AdapterKind;
import host.Adapters;
import host.linux.DeviceFiles;
import host.linux.IpLink;
import host.linux.LinuxKinds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import process.Command;
import process.Fact;
import process.World;

/**
 * The adapters of a Linux machine, with what the kernel says of them: {@code ip} asks it in the network namespace that
 * this program is in, sysfs knows hardware. Without either, the names have to do.
 */
final class LinuxAdapters {
    private static final Command LINKS = Command.of("ip", "-json", "-details", "link");
    private static final Command WIFI = Command.of("iw", "dev");

    private final World world;
    private final Map<String, IpLink> links;

    private LinuxAdapters(World world, Map<String, IpLink> links) {
        this.world = world;
        this.links = links;
    }

    static Fact<List<Adapter>> read(World world) {
        Map<String, IpLink> links = world.run(LINKS).text().then(IpLink::table).toOptional().orElse(Map.of());
        return world.observe("adapters", Adapters.class, Adapters::ofThisMachine)
                .map(adapters -> new LinuxAdapters(world, links).adapters(adapters.list()));
    }

    private List<Adapter> adapters(List<Adapters.Listed> all) {
        Map<String, LinuxKinds.Told> told = new LinkedHashMap<>();
        all.forEach(one -> told.put(one.name(), told(one)));
        Set<String> accessPoints = accessPoints(told);
        Map<String, AdapterKind> kinds = new HashMap<>();
        told.forEach((name, one) -> kinds.put(name, LinuxKinds.of(one, accessPoints.contains(name), false)));
        // What a bridge is depends on its parts, so it comes after them.
        told.keySet().stream().filter(this::isBridge).forEach(name ->
                kinds.put(name, LinuxKinds.of(told.get(name), false, !outer(name, kinds).isEmpty())));
        return all.stream().map(one -> new Adapter(one.name(), one.label(), one.addresses(), link(one, kinds),
                one.loopback() ? AdapterKind.LOOPBACK : kinds.get(one.name()))).toList();
    }

    private boolean isBridge(String name) {
        return links.containsKey(name) && links.get(name).kind().equals("bridge");
    }

    /** The cables and Wi-Fis that are part of a bridge. */
    private List<IpLink> outer(String bridge, Map<String, AdapterKind> kinds) {
        return links.values().stream().filter(link -> link.master().equals(Optional.of(bridge)))
                .filter(link -> kinds.containsKey(link.name())
                        && switch (kinds.get(link.name()).phones()) {
                            case LAN, VISITED -> true;
                            case ROUTED, MEMBERS, NEVER -> false;
                        })
                .toList();
    }

    private Adapter.Link link(Adapters.Listed one, Map<String, AdapterKind> kinds) {
        IpLink link = links.get(one.name());
        if (link == null) {
            return one.up() ? Adapter.Link.UP : Adapter.Link.DOWN;
        }
        // A bridge is up while any of its parts is, be it a virtual machine: what counts is the way out. The JDK asks
        // for IFF_RUNNING, which the kernel takes back up to a second after the carrier is lost.
        boolean carrier = kinds.get(one.name()) == AdapterKind.BRIDGE && isBridge(one.name())
                ? outer(one.name(), kinds).stream().anyMatch(IpLink::carrier) : link.carrier();
        return one.up() && carrier ? Adapter.Link.UP : link.on() ? Adapter.Link.NO_CARRIER : Adapter.Link.DOWN;
    }

    private LinuxKinds.Told told(Adapters.Listed one) {
        Optional<IpLink> link = Optional.ofNullable(links.get(one.name()));
        boolean hardware = !one.loopback() && link.map(IpLink::kind).filter(kind -> !kind.isEmpty()).isEmpty();
        return new LinuxKinds.Told(one.name(), one.addresses(), one.tunnel(), link,
                hardware && !one.name().contains("/") ? files(one.name()) : DeviceFiles.NONE);
    }

    private DeviceFiles files(String name) {
        String folder = "/sys/class/net/" + name;
        return world.file(folder + "/uevent").map(uevent -> new DeviceFiles(true,
                DeviceFiles.value(uevent, "DEVTYPE"), world.file(folder + "/device/uevent")
                .map(device -> DeviceFiles.value(device, "DRIVER")).toOptional().orElse("")))
                .toOptional().orElse(DeviceFiles.NONE);
    }

    /** Asked only where there is a Wi-Fi that has an address. */
    private Set<String> accessPoints(Map<String, LinuxKinds.Told> all) {
        boolean wifi = all.values().stream().anyMatch(one -> one.files().type().equals("wlan")
                && one.addresses().stream().anyMatch(address -> !address.inet().isLinkLocalAddress()));
        return wifi ? world.run(WIFI).text().map(DeviceFiles::accessPoints).toOptional().orElse(Set.of()) : Set.of();
    }
}
