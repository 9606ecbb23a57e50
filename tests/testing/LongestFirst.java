package testing;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;

/**
 * Classes that take minutes begin first, and the short ones fill the gaps. JUnit's threads take from both ends: that
 * which makes the list begins with its last class, the others with the first. So the lab's are in front, in the
 * {@link Turn} that they have among themselves, and the user's, of which one runs at a time, are at the end.
 */
public final class LongestFirst implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(LongestFirst::rank).thenComparing(LongestFirst::turn));
    }

    private static int rank(ClassDescriptor descriptor) {
        List<String> tags = descriptor.findRepeatableAnnotations(Tag.class).stream().map(Tag::value).toList();
        return tags.contains("lab") ? 0 : tags.contains("user") ? 2 : 1;
    }

    private static int turn(ClassDescriptor descriptor) {
        return descriptor.findAnnotation(Turn.class).map(Turn::value).orElse(Integer.MAX_VALUE);
    }
}
