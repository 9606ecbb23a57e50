package layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import layout.Layers.Node;

/** The picture of the top-level packages as SVG: a floor for each row, and an arrow to what a package uses. */
final class PackagesPicture {
    static final String FILE = "docs/packages.svg";

    private static final int ROW = 84;
    private static final int BOX = 46;
    private static final int MARGIN = 20;
    /** Left of all boxes, for the number of the floor. */
    private static final int NUMBERS = 40;
    private static final int TIP = 6;
    private static final double WIDTH_OF_A_LETTER = 0.602;
    private static final int NAME = 15;
    private static final int SMALL = 11;

    private static final String STYLE = """
              <style>
                text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; text-anchor: middle; }
                .name { font-size: %dpx; font-weight: 600; fill: #1f2328; }
                .inside, .number { font-size: %dpx; fill: #59636e; }
                .box { fill: #ffffff; stroke: #54708c; stroke-width: 1.5; }
                .floor { fill: #eef2f6; }
                .arrow { fill: none; stroke: #54708c; stroke-width: 1.5; }
                .tip { fill: #54708c; }
                .page { fill: #ffffff; }
                @media (prefers-color-scheme: dark) {
                  .name { fill: #f0f6fc; }
                  .inside, .number { fill: #9198a1; }
                  .box { fill: #151b23; stroke: #7f9bb8; }
                  .floor { fill: #1b222b; }
                  .arrow { stroke: #7f9bb8; }
                  .tip { fill: #7f9bb8; }
                  .page { fill: #0d1117; }
                }
              </style>
            """.formatted(NAME, SMALL);

    private final Packages packages;
    private final List<List<Node>> rows;
    private final double left;
    private final int width;
    private final StringBuilder svg = new StringBuilder();

    private PackagesPicture(Packages packages) {
        this.packages = packages;
        this.rows = new Layers(packages, name -> boxWidth(packages, name)).rows();
        this.left = nodes().mapToDouble(node -> node.x - node.width / 2).min().orElse(0);
        double right = nodes().mapToDouble(node -> node.x + node.width / 2).max().orElse(0);
        this.width = (int) Math.round(right - left) + NUMBERS + 2 * MARGIN;
    }

    static String of(Packages packages) {
        return new PackagesPicture(packages).draw();
    }

    private static int boxWidth(Packages packages, String name) {
        double letters = Math.max(name.length() * NAME, inside(packages, name).length() * SMALL);
        return (int) Math.round(letters * WIDTH_OF_A_LETTER) + 26;
    }

    /** What is directly below a package: {@code linux} and {@code windows} of {@code firewall}. */
    private static String inside(Packages packages, String name) {
        Set<String> below = packages.inside().get(name);
        return String.join(" ", below.stream().filter(folder -> !folder.contains(".")).toList());
    }

    private Stream<Node> nodes() {
        return rows.stream().flatMap(List::stream);
    }

    private String draw() {
        int height = rows.size() * ROW;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                width, height, width, height);
        line("  <title>The top-level packages, each above those that it uses</title>");
        svg.append(STYLE);
        line("  <rect class=\"page\" width=\"%d\" height=\"%d\"/>", width, height);
        for (int floor = rows.size(); floor > 0; floor--) {
            line("  <rect class=\"floor\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
                    top(floor) - 8, width, BOX + 16);
            line("  <text class=\"number\" x=\"%d\" y=\"%d\">%d</text>", NUMBERS / 2, top(floor) + BOX / 2 + 4, floor);
        }
        for (int floor = rows.size(); floor > 0; floor--) {
            for (Node node : rows.get(floor - 1)) {
                arrows(node, floor);
            }
        }
        for (int floor = rows.size(); floor > 0; floor--) {
            for (Node node : rows.get(floor - 1)) {
                if (!node.isJoint()) {
                    box(node, top(floor));
                }
            }
        }
        line("</svg>");
        return svg.toString();
    }

    private int top(int floor) {
        return (rows.size() - floor) * ROW + (ROW - BOX) / 2;
    }

    private void box(Node node, int top) {
        String inside = inside(packages, node.name);
        line("  <rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                x(node.x - node.width / 2), top, Math.round(node.width), BOX);
        line("  <text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", x(node.x), top + (inside.isEmpty() ? 28 : 20),
                node.name);
        if (!inside.isEmpty()) {
            line("  <text class=\"inside\" x=\"%d\" y=\"%d\">%s</text>", x(node.x), top + 37, inside);
        }
    }

    /** From the lower edge of this node to the upper edge of those below, leaving and arriving straight down. */
    private void arrows(Node from, int floor) {
        int start = from.isJoint() ? top(floor) : top(floor) + BOX;
        for (Node to : from.below) {
            long startX = port(from, from.below, to);
            long endX = port(to, to.above, from);
            int end = top(floor - 1) - (to.isJoint() ? 0 : TIP);
            int middle = (top(floor) + BOX + top(floor - 1)) / 2;
            line("  <path class=\"arrow\" d=\"M%d %dV%dC%d %d %d %d %d %d\"/>", startX, start, top(floor) + BOX,
                    startX, middle, endX, middle, endX, end);
            if (!to.isJoint()) {
                line("  <path class=\"tip\" d=\"M%d %dl-4 -%dh8z\"/>", endX, end + TIP, TIP + 1);
            }
        }
    }

    /** Where an arrow leaves or meets a box: those of one box beside each other, in the order of their other ends. */
    private long port(Node of, List<Node> linked, Node other) {
        var order = new ArrayList<>(linked);
        order.sort(Comparator.comparingDouble(node -> node.x));
        double step = Math.min(22, of.width / (linked.size() + 1));
        return x(of.x + (order.indexOf(other) - (linked.size() - 1) / 2.0) * step);
    }

    private long x(double x) {
        return Math.round(x - left) + NUMBERS + MARGIN;
    }

    private void line(String format, Object... values) {
        svg.append(format.formatted(values)).append('\n');
    }
}
