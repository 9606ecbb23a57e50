package lab;

import java.nio.file.Path;

/** The engines that phones' browsers are made of. On an iPhone it is WebKit, whatever the browser is called. */
enum Engine {
    CHROMIUM("Chromium"),
    FIREFOX("Firefox"),
    WEBKIT("WebKit");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** @param device a process in the network namespace that the browser is to be in */
    Browser start(Path folder, long device) {
        return switch (this) {
            case CHROMIUM -> Chromium.start(folder, device);
            case FIREFOX -> Firefox.start(folder, device);
            case WEBKIT -> WebKit.start(folder, device);
        };
    }
}
