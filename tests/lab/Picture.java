package lab;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** What a test asks of a picture: not whether it is beautiful, which somebody has to look at, but whether it is one. */
record Picture(BufferedImage image) {

    static Picture read(byte[] png) throws IOException {
        return new Picture(ImageIO.read(new ByteArrayInputStream(png)));
    }

    String size() {
        return image.getWidth() + "x" + image.getHeight();
    }

    /** 0xRRGGBB. */
    int at(int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    /** How many different ones: a blank page has one, text on it some twenty. */
    long colours() {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth())).distinct().count();
    }
}
