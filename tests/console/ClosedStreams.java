package console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that has a file open while it speaks. */
public final class ClosedStreams {

    private ClosedStreams() { }

    public static void main(String... args) throws IOException {
        StandardStream.holdClosedOnes();
        StandardStream out = StandardStream.out();
        StandardStream err = StandardStream.err();
        try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            for (StandardStream stream : new StandardStream[] {out, err}) {
                try {
                    stream.write("what is said".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // Nobody hears it.
                }
            }
            file.write(ByteBuffer.wrap("journal".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
