package demo;

/**
 * A container as the demonstration's Docker tells of it.
 *
 * @param status      as Docker writes it: {@code running}, {@code exited}, {@code restarting}
 * @param exitCode    of its last end
 * @param publishedOn address of the host that its port is published on
 */
record DemoContainer(String name, String status, int exitCode, int restarts, String publishedOn) {

    /** One that runs and is published on every address. */
    static DemoContainer running(String name) {
        return new DemoContainer(name, "running", 0, 0, "0.0.0.0");
    }

    DemoContainer publishedOn(String address) {
        return new DemoContainer(name, status, exitCode, restarts, address);
    }

    /** Its id: 64 hexadecimal digits, as Docker's are. */
    static final String ID = "5a19974dfc68".repeat(6).substring(0, 64);

    /** Its address on Docker's own network. */
    static final String ADDRESS = "172.17.0.2";

    /** What {@code docker container inspect} prints of it. Publications are in effect only while it runs. */
    String inspection(int port) {
        String bindings = """
                {"%d/tcp":[{"HostIp":"%s","HostPort":"%d"}]}""".formatted(port, publishedOn, port);
        return """
                {"Id":"%s","Name":"/%s","RestartCount":%d,
                 "State":{"Status":"%s","ExitCode":%d,"StartedAt":"2026-01-05T08:00:00Z"},
                 "HostConfig":{"NetworkMode":"bridge","PortBindings":%s},
                 "Config":{"Image":"eloquence","ExposedPorts":{"%d/tcp":{}}},
                 "NetworkSettings":{"Ports":%s,"Networks":{"bridge":{"IPAddress":"%s"}}}}
                """.formatted(ID, name, restarts, status, exitCode, bindings, port,
                status.equals("running") ? bindings : "{}", ADDRESS);
    }
}
