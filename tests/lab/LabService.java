package lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A stand-in for each service of the guide, on its ports, as a container or as a process of the machine itself. */
enum LabService {
    TTS("Eloquence TTS Service", "eloquence-tts", true, 5002),
    API("Eloquence API Service", "eloquence-api", true, 8000),
    STT("Eloquence Whisper STT Service", "eloquence-whisper", true, 8001),
    LIVEKIT("Eloquence LiveKit Service", "eloquence-livekit", false, 7880, 7881);

    private final String title;
    private final String container;
    private final boolean http;
    private final List<Integer> ports;

    LabService(String title, String container, boolean http, Integer... ports) {
        this.title = title;
        this.container = container;
        this.http = http;
        this.ports = List.of(ports);
    }

    /** The name in the inventory. */
    String title() {
        return title;
    }

    String container() {
        return container;
    }

    /** True where {@code /health} answers; false where the phone is told of no URL. */
    boolean http() {
        return http;
    }

    List<Integer> ports() {
        return ports;
    }

    int port() {
        return ports.getFirst();
    }

    static List<Integer> allPorts() {
        return Arrays.stream(values()).flatMap(service -> service.ports.stream()).toList();
    }

    /** What each accepted connection is handed to: of LiveKit's ports, the second speaks only when a call is set up. */
    String handler(int port) {
        return port == 7881 ? "hold" : "ok";
    }

    /** {@code -p 7880:7880 -p 7881:7881}. */
    List<String> publishing() {
        return ports.stream().flatMap(port -> Stream.of("-p", port + ":" + port)).toList();
    }

    /** A program for one container that serves all ports as they should be. */
    List<String> serving() {
        return serving(this::handler);
    }

    /** The same with one handler for all. */
    List<String> serving(String handler) {
        return serving((int port) -> handler);
    }

    private List<String> serving(IntFunction<String> handlers) {
        var script = new StringBuilder();
        for (int port : ports) {
            script.append("nc -ll -p ").append(port).append(" -e /h/").append(handlers.apply(port)).append(" & ");
        }
        return List.of("sh", "-c", script + "wait");
    }

    /** This service in an inventory file, with or without the container that should serve it. */
    List<String> inventory(boolean withContainer) {
        var lines = new ArrayList<String>();
        lines.add("  - name: " + title);
        lines.add("    ports: " + (http ? ports : "[7880, {port: 7881, health: tcp}]"));
        if (http) {
            lines.add("    health: /health");
        }
        if (withContainer) {
            lines.add("    container: " + container);
        }
        return lines;
    }
}
