package replay;

import com.google.gson.JsonObject;
import java.util.List;

/** Changes of given machines that {@link ListenerCases} are made of: who listens where, and what answers. */
final class ListenerMachines {

    /** 192.168.88.10: Docker Desktop (10716) on all addresses, java.exe (14400) on the LAN address, both for 8080. */
    static final String TWO_LISTENERS = "two-listeners-lan";
    static final String DOCKERS = " 10716";
    private static final String ANSWERED = "{\"end\":\"known\",\"value\":{\"state\":\"ANSWERED\",\"status\":200,"
            + "\"detail\":\"\",\"connect\":\"PT0.0005S\",\"firstByte\":\"PT0.0027S\",\"total\":\"PT0.003S\"}}";

    private ListenerMachines() { }

    static ComposedMachine twoListeners(String name) {
        return FieldCase.like(TWO_LISTENERS, name);
    }

    /** Without Docker, and without the rows of 8080. */
    static ComposedMachine nobodyOn8080(String name) {
        return twoListeners(name).withoutDocker().rows(row -> !row.contains(":8080 "))
                .inventory("services.yaml", services(8080, "health: /"));
    }

    static String services(int port, String... more) {
        var text = new StringBuilder("host: auto\nservices:\n  - name: Shop\n    port: " + port + "\n");
        List.of(more).forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }

    static ComposedMachine well(ComposedMachine machine, String address) {
        return machine.answered("probe " + address + " ", ANSWERED);
    }

    static ComposedMachine refused(ComposedMachine machine, String address) {
        return machine.probed(address, "", "REFUSED", "Connection refused: getsockopt");
    }

    static ComposedMachine timedOut(ComposedMachine machine, String address) {
        return machine.probed(address, "", "TIMED_OUT", "Connect timed out");
    }

    /** A program with its folder. */
    static ComposedMachine program(ComposedMachine machine, long pid, String path) {
        machine.process(pid, path.substring(path.lastIndexOf('\\') + 1));
        var processes = machine.answer().getAsJsonArray("processes");
        processes.get(processes.size() - 1).getAsJsonObject().addProperty("path", path);
        return machine;
    }

    static ComposedMachine allowed(ComposedMachine machine, String condition) {
        return machine.rule("local", "{field}", "v2.31|Action=Allow|Active=TRUE|Dir=In|" + condition
                + "|Name=By hand|");
    }

    static ComposedMachine forwarding(ComposedMachine machine, String listen, int port, String connect, int to) {
        return machine.writeOem("008-netsh.out", "\nListen on ipv4:             Connect to ipv4:\n\n"
                + "Address         Port        Address         Port\n"
                + "--------------- ----------  --------------- ----------\n"
                + String.format("%-15s %-11d %-15s %d\n\n", listen, port, connect, to));
    }

    /** The address that Docker was asked for, and the one that it says it publishes on. */
    static ComposedMachine published(ComposedMachine machine, String service, String asked, String inEffect) {
        return machine.container(service, container -> {
            address(container.getAsJsonObject("HostConfig").getAsJsonObject("PortBindings"), asked);
            address(container.getAsJsonObject("NetworkSettings").getAsJsonObject("Ports"), inEffect);
            return container;
        });
    }

    private static void address(JsonObject ports, String address) {
        ports.keySet().forEach(port -> ports.getAsJsonArray(port).get(0).getAsJsonObject()
                .addProperty("HostIp", address));
    }

    static ComposedMachine wsl(ComposedMachine machine, String mode, String firewall) {
        JsonObject wsl = machine.answer().getAsJsonObject("wsl");
        wsl.addProperty("networkingMode", mode);
        wsl.add("setting", ComposedMachine.json(firewall));
        return machine;
    }
}
