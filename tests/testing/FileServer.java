package testing;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Files at an address of this machine, and what was asked for. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public FileServer(Path folder) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", SimpleFileServer.createFileHandler(folder)).getFilters().add(Filter.beforeHandler(
                "notes requests", exchange -> requests.add(exchange.getRequestMethod() + " "
                + exchange.getRequestURI())));
        server.start();
    }

    public String address(String file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
    }

    /** {@code GET /jbang-catalog.json}, in the order they came, since the last call. */
    public List<String> requests() {
        var some = List.copyOf(requests);
        requests.subList(0, some.size()).clear();
        return some;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
