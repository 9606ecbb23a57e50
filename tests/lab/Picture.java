package lab;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What a test asks of a picture: not whether it is beautiful, which somebody has to look at, but whether it is one. */
record Picture(BufferedImage image) {

    private static final int PALETTE = 256;

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

    /** How many different ones: a blank page has one, text on it dozens. */
    int colours() {
        return counted().size();
    }

    private Map<Integer, Long> counted() {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> at(i % image.getWidth(), i / image.getWidth()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** As a PNG file of the 256 colours that it has most of, each other one being the nearest of these: a third. */
    byte[] small() throws IOException {
        List<Integer> palette = counted().entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(PALETTE).map(Map.Entry::getKey).toList();
        var model = new IndexColorModel(8, palette.size(), palette.stream().mapToInt(Integer::intValue).toArray(), 0,
                false, -1, DataBuffer.TYPE_BYTE);
        var few = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                few.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(at(x, y), colour -> IntStream
                        .range(0, palette.size()).boxed()
                        .min(Comparator.comparingInt(i -> distance(palette.get(i), colour))).orElseThrow()));
            }
        }
        return png(few);
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16).map(bit -> (one >> bit & 255) - (other >> bit & 255)).map(d -> d * d).sum();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam most = writer.getDefaultWriteParam();
            most.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            // Of a format without loss, 0 is the smallest.
            most.setCompressionQuality(0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), most);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
