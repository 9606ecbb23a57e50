package layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Gives each node of a graph in rows its place, after Sugiyama, Tagawa and Toda (1981): an arrow over several rows
 * becomes a chain with a joint in each of them, rows are ordered so that few arrows cross, and everything moves as near
 * to what it is linked with as its neighbours in the row allow. The same graph always gives the same places.
 */
final class Layers {
    private static final int SWEEPS = 100;
    private static final double GAP = 28;

    /** A package, or the joint of an arrow that passes through its row. */
    static final class Node {
        final String name;
        final double width;
        final List<Node> above = new ArrayList<>();
        final List<Node> below = new ArrayList<>();
        /** Of the middle. */
        double x;

        private Node(String name, double width) {
            this.name = name;
            this.width = width;
        }

        boolean isJoint() {
            return name.isEmpty();
        }
    }

    /** From the ground up. */
    private List<List<Node>> rows = new ArrayList<>();

    Layers(Packages packages, ToIntFunction<String> width) {
        Map<String, Node> byName = new HashMap<>();
        for (List<String> floor : packages.floors()) {
            var row = new ArrayList<Node>();
            floor.forEach(name -> {
                var node = new Node(name, width.applyAsInt(name));
                byName.put(name, node);
                row.add(node);
            });
            rows.add(row);
        }
        packages.uses().keySet().forEach(user -> packages.usesDirectly(user).forEach(used ->
                link(byName.get(user), packages.floor(user), byName.get(used), packages.floor(used))));
        order();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            rows.forEach(this::place);
            rows.reversed().forEach(this::place);
        }
    }

    List<List<Node>> rows() {
        return rows;
    }

    private void link(Node user, int from, Node used, int to) {
        Node upper = user;
        for (int floor = from - 1; floor > to; floor--) {
            var joint = new Node("", 0);
            rows.get(floor - 1).add(joint);
            join(upper, joint);
            upper = joint;
        }
        join(upper, used);
    }

    private static void join(Node upper, Node lower) {
        upper.below.add(lower);
        lower.above.add(upper);
    }

    /** Puts each node between those it is linked with, row after row, down and up, and keeps the best order met. */
    private void order() {
        List<List<Node>> best = copy();
        for (int sweep = 0; sweep < SWEEPS && crossings(best) > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (List<Node> row : down ? rows.reversed() : rows) {
                number();
                row.sort(Comparator.comparingDouble(middle(down)));
            }
            number();
            if (crossings(rows) < crossings(best)) {
                best = copy();
            }
        }
        rows = best;
        number();
    }

    private static ToDoubleFunction<Node> middle(boolean ofThoseAbove) {
        return node -> (ofThoseAbove ? node.above : node.below).stream().mapToDouble(other -> other.x).average()
                .orElse(node.x);
    }

    private List<List<Node>> copy() {
        return new ArrayList<>(rows.stream().map(row -> (List<Node>) new ArrayList<>(row)).toList());
    }

    private void number() {
        rows.forEach(row -> row.forEach(node -> node.x = row.indexOf(node)));
    }

    private static int crossings(List<List<Node>> rows) {
        int crossings = 0;
        for (int floor = 1; floor < rows.size(); floor++) {
            List<Node> lower = rows.get(floor - 1);
            var ends = rows.get(floor).stream()
                    .flatMap(node -> node.below.stream().map(lower::indexOf).sorted()).toList();
            for (int left = 0; left < ends.size(); left++) {
                for (int right = left + 1; right < ends.size(); right++) {
                    crossings += ends.get(left) > ends.get(right) ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    /** Where the squares of the distances to the wished places add up to the least, nodes in their order (PAVA). */
    private void place(List<Node> row) {
        record Block(double sum, int count) {
            double mean() {
                return sum / count;
            }

            Block with(Block other) {
                return new Block(sum + other.sum, count + other.count);
            }
        }
        var blocks = new ArrayList<Block>();
        for (Node node : row) {
            var block = new Block(wish(node) - offset(row, node), 1);
            while (!blocks.isEmpty() && blocks.getLast().mean() > block.mean()) {
                block = blocks.removeLast().with(block);
            }
            blocks.add(block);
        }
        var places = blocks.stream().flatMap(block -> Collections.nCopies(block.count(), block.mean()).stream())
                .toList();
        for (int i = 0; i < row.size(); i++) {
            row.get(i).x = places.get(i) + offset(row, row.get(i));
        }
    }

    private static double wish(Node node) {
        var linked = new ArrayList<>(node.above);
        linked.addAll(node.below);
        return linked.stream().mapToDouble(other -> other.x).average().orElse(node.x);
    }

    /** How far to the right of the row's first node this one is at least. */
    private static double offset(List<Node> row, Node of) {
        double offset = 0;
        for (int i = 0; row.get(i) != of; i++) {
            offset += row.get(i).width / 2 + GAP + row.get(i + 1).width / 2;
        }
        return offset;
    }
}
