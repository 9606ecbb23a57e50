package host;

import java.util.Optional;

/**
 * A program that runs.
 *
 * @param name its file without folder: {@code com.docker.backend.exe}; {@code System} for the kernel of Windows
 * @param path its file with the folder, where the system tells it to us
 */
public record RunningProgram(String name, Optional<String> path) {

    public RunningProgram {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a program without a name");
        }
    }
}
